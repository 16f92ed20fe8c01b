// Made from the contexts' *.graphql files by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProfileView } from '../identity/profile.view.ts';
import type { AssetView } from '../media/asset.view.ts';
import type { TitleView } from '../catalog/title.view.ts';
import type { StudioPlanView } from '../billing/staff-plan.view.ts';
import type { CouponView } from '../billing/coupon.view.ts';
import type { InvoiceView } from '../billing/invoice.view.ts';
import type { CustomerSubscriptionView, CustomerMoneyView } from '../billing/customer.view.ts';
import type { RequestContext } from '../graphql/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * A 64-bit position in the log, as decimal text. A mutation returns one as its token; a query that sends it back in the header
   * `x-reprise-token` waits at most 2 s until the read models that it reads have seen it.
   */
  Position: { input: string; output: string; }
  /** An instant in UTC, ISO 8601 with milliseconds. */
  DateTime: { input: string; output: string; }
  /** JSON as it stands in the log. */
  JSON: { input: unknown; output: unknown; }
};

/** What can be asked. Nothing here changes anything. */
export type Query = {
  /** Waits at most 2 s until every read model has seen `token`. False: they have not yet; answers may lag. */
  readonly consistent: Scalars['Boolean']['output'];
  /** Who the caller is, and what they may do. */
  readonly me: Me;
  /** The account of whoever is signed in; null: nobody is. */
  readonly myAccount?: Maybe<MyAccount>;
  /** What holds here for accounts. */
  readonly accountPolicy: AccountPolicy;
  /** The devices on which the caller's account is signed in, the last used first; empty: the caller is not signed in. */
  readonly myDevices: ReadonlyArray<SignedInDevice>;
  /** How well a password holds. It is neither kept nor logged; send it by POST. */
  readonly judgePassword: PasswordVerdict;
  /** The profiles of the caller's household, in the order in which they were made; none for who is not signed in. */
  readonly myProfiles: ReadonlyArray<Profile>;
  /** Who has an account, newest first. That somebody was shown this is written into the log. */
  readonly people: PersonConnection;
  /** What each role may do. */
  readonly rolePermissions: ReadonlyArray<RolePermissions>;
  /**
   * Messages that wait on the machine of the operator because no mail server is set, newest first. They hold links that open accounts: only for
   * the operator token. That somebody was shown them is written into the log.
   */
  readonly outbox: ReadonlyArray<OutboxMessage>;
  /**
   * One person with an account, as whoever helps them needs it; null: there is no such account. That somebody was shown this is written into the
   * log before they are.
   */
  readonly person?: Maybe<PersonPage>;
  /**
   * The id of the account that has exactly this address; null: none has. That somebody found it is written into the log. Send it by POST, so that the
   * address stands in no URL.
   */
  readonly personByAddress?: Maybe<Scalars['ID']['output']>;
  /** Programs that work here with keys of their own, newest first; at most 500. The operator token is none of them. */
  readonly programs: ReadonlyArray<Program>;
  /** What a program can be given, in the order in which people are offered it. */
  readonly programScopes: ReadonlyArray<ProgramScope>;
  /** Devices that were blocked for the caller's account; empty: none is, or the caller is not signed in. */
  readonly myBlockedDevices: ReadonlyArray<BlockedDevice>;
  /** Everything that can be permitted here, in the order of the table of roles. */
  readonly permissions: ReadonlyArray<Permission>;
  /** Roles that this installation made for itself, the oldest first; at most 200. */
  readonly customRoles: ReadonlyArray<CustomRole>;
  /** The copies of everything about the caller that they asked for and that were not deleted, the newest first; none for who is not signed in. */
  readonly myExports: ReadonlyArray<PersonalExport>;
  /** What the caller may agree to, and what they decided; none for who is not signed in. */
  readonly myConsents: ReadonlyArray<Consent>;
  /** A profile that another household offers by this link; null: the offer was taken, replaced or has ended, or the caller is not signed in. */
  readonly offeredProfile?: Maybe<OfferedProfile>;
  /** What proves who the caller is beside a password; null: the caller is not signed in. */
  readonly mySecurity?: Maybe<MySecurity>;
  /** The screen that shows a code, for whoever is about to let it in. Guesses are limited. */
  readonly pairing: PairingLookup;
  /** As whom the caller sees Reprise; null: as themselves. */
  readonly seeingAs?: Maybe<SeeingAs>;
  /** When those who work here looked at the caller, the last fifty times, the newest first; none for who is not signed in. */
  readonly supportLooks: ReadonlyArray<SupportLook>;
  /** One uploaded film and its way through the pipeline; null when there is none of that id. */
  readonly asset?: Maybe<Asset>;
  /** The pipeline board, newest first. */
  readonly assets: AssetConnection;
  /** Films per stage, every stage once. */
  readonly assetCounts: ReadonlyArray<StageCount>;
  /** A title; null when there is none of that id, or none that this caller may know of: viewers see published ones only, up to the age of their profile. */
  readonly title?: Maybe<Title>;
  /** What this viewer can watch, newest first: published titles up to the age of their profile. */
  readonly titles: TitleConnection;
  /** Every title in every state, newest first. */
  readonly studioTitles: TitleConnection;
  /** Tags that titles have, in order, at most 500. */
  readonly titleTags: ReadonlyArray<TitleTag>;
  /** Titles that this viewer began, did not finish and did not take away, most recent first. */
  readonly continueWatching: ReadonlyArray<WatchProgress>;
  /**
   * Who watches now: sessions that were started or sent a heartbeat within the last 90 s and were not closed. Null: nobody knows, because Redis
   * is away.
   */
  readonly watchingNow?: Maybe<WatchingNow>;
  /** What was decided when somebody with an account asked to watch, the newest first. Who looks is written down. */
  readonly decisionsOf: PlaybackDecisionConnection;
  /**
   * Whether somebody may see and play a title now, by every rule, and why not. Null: there is no such title, account or profile. Who looks is
   * written down where it is about a person.
   */
  readonly whyMayNotSee?: Maybe<PlaybackExplanation>;
  /** What the caller's account plays now, the oldest first; empty: nothing, or the caller is not signed in. */
  readonly activeStreams: ReadonlyArray<ActiveStream>;
  /** What can be subscribed to where the caller is, the oldest first. Empty: nothing is sold there. */
  readonly plans: ReadonlyArray<Plan>;
  /** Currencies that may be sold in, ISO 4217, in the order of the alphabet. */
  readonly sellableCurrencies: ReadonlyArray<Scalars['String']['output']>;
  /** Every plan, the oldest first, also those that are not sold any more; at most 500. Its prices are for whoever works here, those to come too. */
  readonly studioPlans: ReadonlyArray<StudioPlan>;
  /** One plan; null: there is none with this id. */
  readonly studioPlan?: Maybe<StudioPlan>;
  /** One rental or purchase of the caller's account. Null: there is none of that id. */
  readonly purchase?: Maybe<Purchase>;
  /** What the caller's account rented and bought, the newest first; what was never paid is left out. Empty where they are not signed in. */
  readonly myPurchases: PurchaseConnection;
  /** By what the caller pays; null: they are not signed in, or nothing is sold here. */
  readonly paymentMethods?: Maybe<PaymentMethods>;
  /** How a visit of the caller's to the page of the payment provider stands; null: there is no such one of theirs. */
  readonly checkout?: Maybe<Checkout>;
  /** The subscription that the caller has, or had last; null: they never had one, or are not signed in. */
  readonly mySubscription?: Maybe<MySubscription>;
  /** What changing to another plan would come to if it were done now; nothing is changed. `changePlan` with its `asOf` and `revision` costs exactly that for ten minutes. */
  readonly previewPlanChange: PreviewPlanChangeResult;
  /** One invoice; null: there is none with this id that the caller may see. Customers see their own. */
  readonly invoice?: Maybe<Invoice>;
  /** The caller's invoices, the newest first; null: they are not signed in. */
  readonly myInvoices?: Maybe<InvoiceConnection>;
  /** What somebody pays for and has paid: subscriptions, cards, credit, invoices. An account that never paid anything has none of it. */
  readonly customerMoney: CustomerMoney;
  /** Subscriptions that are overdue, the newest first. */
  readonly overdueSubscriptions: CustomerSubscriptionConnection;
  /** How many subscriptions stand where, for each state that there is one in. */
  readonly subscriptionCounts: ReadonlyArray<SubscriptionCount>;
  /** What each account of the ledger comes to in each currency. Those of one currency sum to zero. */
  readonly ledgerBalances: ReadonlyArray<LedgerBalance>;
  /** What was booked for one invoice, the oldest first. What one event books sums to zero. */
  readonly ledgerOfInvoice: ReadonlyArray<LedgerEntry>;
  /** What is credited to the caller's account, one for each currency; it pays invoices before any card does. Empty: nothing, or they are not signed in. */
  readonly myCredit: ReadonlyArray<Money>;
  /** Codes that give credit, the newest first. */
  readonly giftCodes: GiftCodeConnection;
  /** What a code takes off a plan where the caller is, for whoever is signed in. Nothing is used up by asking. Tries that fail are counted; too many are refused for a while. */
  readonly couponFor: CouponForResult;
  /** Codes that make subscriptions cost less, the newest first. */
  readonly coupons: CouponConnection;
  /** One of them; null: there is none with this id. */
  readonly coupon?: Maybe<Coupon>;
  /** The log without telemetry, newest first. Filters narrow it together; one that is left out or null does not count, an empty list fits nothing. */
  readonly events: EventConnection;
  /** What the log can be filtered by: values of events that are in it. */
  readonly eventFilters: EventFilters;
  /**
   * One stream straight from the log, newest first, telemetry too: `heartbeats-{sessionId}` holds what a player reported. A stream that does not
   * exist, or whose events have aged away, is empty.
   */
  readonly streamEvents: EventConnection;
  /** How far every projection is. */
  readonly projections: ReadonlyArray<Projection>;
  /** How much each follower of the log has put aside; none is listed that has put aside nothing. */
  readonly parkedCounts: ReadonlyArray<ParkedCount>;
  /** Events that a read model, a process or the execution of commands could not handle, the newest first. */
  readonly parkedEvents: ParkedEventConnection;
};


/** What can be asked. Nothing here changes anything. */
export type QueryConsistentArgs = {
  token: Scalars['Position']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryJudgePasswordArgs = {
  password: Scalars['String']['input'];
  hints?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryPeopleArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  staff?: Scalars['Boolean']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryOutboxArgs = {
  first?: Scalars['Int']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryPersonArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryPersonByAddressArgs = {
  email: Scalars['String']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryOfferedProfileArgs = {
  token: Scalars['String']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryPairingArgs = {
  userCode: Scalars['String']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryAssetArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryAssetsArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  stage?: InputMaybe<AssetStage>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryTitleArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryTitlesArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryStudioTitlesArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<TitleStatus>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryContinueWatchingArgs = {
  first?: Scalars['Int']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryWatchingNowArgs = {
  titleIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryDecisionsOfArgs = {
  accountId: Scalars['ID']['input'];
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryWhyMayNotSeeArgs = {
  titleId: Scalars['ID']['input'];
  accountId?: InputMaybe<Scalars['ID']['input']>;
  profileId?: InputMaybe<Scalars['ID']['input']>;
  territory?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryStudioPlanArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryPurchaseArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryMyPurchasesArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryCheckoutArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryPreviewPlanChangeArgs = {
  planId: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryInvoiceArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryMyInvoicesArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryCustomerMoneyArgs = {
  accountId: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryOverdueSubscriptionsArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  suspended?: Scalars['Boolean']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryLedgerOfInvoiceArgs = {
  invoiceId: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryGiftCodesArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryCouponForArgs = {
  planId: Scalars['ID']['input'];
  code: Scalars['String']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryCouponsArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryCouponArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Nothing here changes anything. */
export type QueryEventsArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  stream?: InputMaybe<Scalars['String']['input']>;
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  correlationId?: InputMaybe<Scalars['String']['input']>;
  contexts?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  actorKinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryStreamEventsArgs = {
  stream: Scalars['String']['input'];
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Nothing here changes anything. */
export type QueryParkedEventsArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type Mutation = {
  /**
   * Makes an account. The answer is the same whether or not the address has one already; a message follows: with a link that proves
   * the address, or, where it has an account, with one to choose a new password.
   */
  readonly register: RegisterResult;
  /** Signs this device in. A wrong password and an address without an account are refused alike. */
  readonly signIn: SignInResult;
  /** Exchanges a refresh token for the next one; for programs, browsers need not. Each is taken once: an older one ends the sign-in. */
  readonly renewSession: RenewResult;
  /** Signs a device of the caller's account out. What it carries is worth nothing within ten minutes. */
  readonly signOut: SignOutResult;
  /** Signs all devices of the caller's account out. */
  readonly signOutEverywhere: SignOutEverywhereResult;
  /** Sends a link to an address, if that makes sense for its account. The answer is the same in any case. */
  readonly requestLink: RequestLinkResult;
  /** Uses a link that came by mail: proves an address and signs this device in, or changes the address of an account. */
  readonly useLink: UseLinkResult;
  /** Chooses a password by a link that came by mail, signs this device in, and all others out. */
  readonly resetPassword: ResetPasswordResult;
  /** Gives the caller's account another password, and signs all other devices out. */
  readonly changePassword: ChangePasswordResult;
  /** Sends a link to the address that the caller's account shall have: it changes when the link is used. */
  readonly changeEmail: ChangeEmailResult;
  /** Adds a profile to the caller's household, which has at most eight. */
  readonly createProfile: ProfileResult;
  /** Changes what a profile is called and how it plays. What is left out stays. */
  readonly editProfile: ProfileResult;
  /**
   * Says up to which age a profile sees films. Showing more than before asks for the account's password: a higher age, or no kids' profile any
   * more (refusals `account.password-needed` and `account.password-wrong`).
   */
  readonly setMaturityCap: ProfileResult;
  /** Says which sound and subtitles films begin with for a profile, where a film has several and nothing is chosen by hand. */
  readonly setPlaybackPreferences: ProfileResult;
  /** Lets a profile ask for a PIN when it is chosen, for another one, or for none any more. */
  readonly setPin: ProfileResult;
  /**
   * Says who is watching on this device. What is shown and remembered from now on is that profile's; apps that carry tokens renew their session to
   * get one that says so. Refusals: `profile.pin-needed`, `profile.pin-wrong`, and `profile.pin-locked`, which says how long.
   */
  readonly chooseProfile: ProfileResult;
  /** Deletes a profile; what it has watched is shown to nobody any more. On a device that watches by it nobody is chosen. */
  readonly deleteProfile: DeleteProfileResult;
  /**
   * Gives a role to whoever reads the mail of an address. Who has no account there yet gets one, and a message with a link that sets its password
   * within seven days.
   */
  readonly invite: InviteResult;
  /** Gives a role to an account. It counts within ten minutes, and at once where they sign in again. */
  readonly grantRole: ChangeRoleResult;
  /** Takes a role from an account. It counts within ten minutes. Nobody takes ADMIN from themselves, nor from the last who has it. */
  readonly revokeRole: ChangeRoleResult;
  /**
   * Asks that somebody be forgotten. They get the same message as if they had asked themselves, and can take it back until then. It needs a fresh proof of who asks. Not
   * for administrators, whoever may more than you, and yourself.
   */
  readonly requestErasureFor: HelpPersonResult;
  /** Signs all devices of somebody out, within ten minutes everywhere. It needs a fresh proof of who asks. Not for administrators, whoever may more than you, and yourself. */
  readonly signOutPerson: HelpPersonResult;
  /**
   * Sends somebody the message with a link to a new password, which lasts an hour, to the address of their account. It needs a fresh proof of who asks. Not
   * for administrators, whoever may more than you, and yourself.
   */
  readonly sendResetLinkTo: HelpPersonResult;
  /**
   * Takes from an account that it plays films; what plays is stopped within seconds. It signs in, sees its invoices, pays, takes its data and leaves as before. It needs a fresh
   * proof of who asks. Not for yourself.
   */
  readonly suspendAccount: SuspendAccountResult;
  /** Lets a suspended account play films again. It needs a fresh proof of who asks. Not for yourself. */
  readonly liftSuspension: SuspendAccountResult;
  /** Lets a program work here and makes its first key. Nobody gives more than they may themselves. Asks for a fresh proof of who asks. */
  readonly createProgram: CreateProgramResult;
  /** Says what a program may do; it counts for its keys within a minute. Asks for a fresh proof of who asks. */
  readonly changeProgramScopes: ChangeProgramResult;
  /** Makes another key for a program; the one that it takes the place of, if any, ends some hours later. Asks for a fresh proof of who asks. */
  readonly makeProgramKey: MakeProgramKeyResult;
  /** Ends a key. It is refused everywhere within a minute. Asks for a fresh proof of who asks. */
  readonly revokeProgramKey: ChangeProgramResult;
  /** Lets a program work here no longer: all of its keys end. It cannot be taken back. Asks for a fresh proof of who asks. */
  readonly closeProgram: ChangeProgramResult;
  /** Calls a device of the caller's account by a name. */
  readonly nameDevice: DeviceResult;
  /** Lets nobody sign in with the caller's account on a device any more, and signs it out. Asks for a fresh proof. */
  readonly blockDevice: DeviceResult;
  /** Lets a device in again. Asks for a fresh proof. */
  readonly unblockDevice: DeviceResult;
  /**
   * Makes a role out of permissions. Nobody gives more than they may themselves; every role may open the studio. Asks for a fresh proof of who
   * asks.
   */
  readonly defineRole: CustomRoleResult;
  /**
   * Says what a role of this installation is called and permits; it counts within ten minutes. Only for whoever may all that it permitted and is to
   * permit. Asks for a fresh proof of who asks.
   */
  readonly changeCustomRole: CustomRoleResult;
  /** Lets a role of this installation permit nothing any more; it cannot be taken back. Asks for a fresh proof of who asks. */
  readonly retireCustomRole: CustomRoleResult;
  /** Gives a role of this installation to an account. It counts within ten minutes. Asks for a fresh proof of who asks. */
  readonly grantCustomRole: ChangeRoleResult;
  /** Takes a role of this installation from an account. It counts within ten minutes. Asks for a fresh proof of who asks. */
  readonly revokeCustomRole: ChangeRoleResult;
  /**
   * Asks that the caller's account be forgotten, with all that is personal. A message tells them; until `leavingAt` they can take it back, then it
   * cannot be undone.
   */
  readonly requestErasure: RequestErasureResult;
  /** Takes back that the caller's account be forgotten. */
  readonly cancelErasure: CancelErasureResult;
  /**
   * Asks for a copy of everything about the caller: a JSON document, sealed with their own key, that they alone can fetch for seven days at
   * `/exports/{id}`. A message tells them when it is ready. Needs a fresh proof of who is signed in (`step-up.needed`).
   */
  readonly requestExport: RequestExportResult;
  /** Deletes a copy before its time. */
  readonly deleteExport: DeleteExportResult;
  /** Agrees to a use of what is known of the caller, or agrees no longer. It counts from the next film on. */
  readonly setConsent: SetConsentResult;
  /**
   * Offers a profile to another household: whoever signs in with another account and has the link takes it, once and within seven days. A new offer
   * replaces the one before. Asks for the account's password (refusals `account.password-needed` and `account.wrong-password`).
   */
  readonly offerProfile: OfferProfileResult;
  /** Takes a profile that another household offers, with what it has watched; its PIN stays behind. Nobody of the old household watches by it any more. */
  readonly acceptProfile: ProfileResult;
  /**
   * Goes on with a sign-in that asked for a second proof (`SecondFactorNeeded`): by one of the ways that it named. Refusals: `factor.wrong`,
   * `factor.used` (wait for the next code), and `sign-in.challenge-over`: begin again.
   */
  readonly completeSignIn: CompleteSignInResult;
  /**
   * Proves once more who is signed in on this device, in one of several ways. What is dangerous asks for a proof that is at most ten minutes old
   * (refusal `step-up.needed`); signing in is one too.
   */
  readonly confirmItIsMe: ConfirmResult;
  /** Begins to add an authenticator app to the caller's account, after a fresh proof (refusal `step-up.needed`). Nothing is kept before `addAuthenticator`. */
  readonly beginAuthenticator: BeginAuthenticatorResult;
  /** Adds an authenticator app to the caller's account: signing in asks for its code from then on. */
  readonly addAuthenticator: AddAuthenticatorResult;
  /** Takes the authenticator app from the caller's account, after a fresh proof (refusal `step-up.needed`). */
  readonly removeAuthenticator: FactorResult;
  /** Makes other recovery codes for the caller's account, after a fresh proof (refusal `step-up.needed`). Those before are worth nothing any more. */
  readonly makeRecoveryCodes: MakeRecoveryCodesResult;
  /**
   * What a page gives to `navigator.credentials.get` so that a passkey signs it, once and within ten minutes. Refusals: `passkey.not-here` (this
   * installation is reached by a number instead of a name), `sign-in.challenge-over`.
   */
  readonly passkeyOptions: PasskeyOptionsResult;
  /**
   * Signs the caller's device in by a passkey, without address and password: a passkey is both proofs in one. What it signed counts once; after
   * `DeviceLimitReached` it still does. Refusals: `factor.wrong`, and those of `signIn`.
   */
  readonly signInByPasskey: SignInByPasskeyResult;
  /** What a page gives to `navigator.credentials.create` for a new passkey of the caller's account, after a fresh proof (refusal `step-up.needed`). */
  readonly addPasskeyOptions: PasskeyOptionsResult;
  /** Adds a passkey to the caller's account, after a fresh proof (refusal `step-up.needed`). Refusals: `passkey.exists`, `passkey.too-many`, `factor.wrong`. */
  readonly addPasskey: FactorResult;
  /** Gives a passkey of the caller's account another name. */
  readonly renamePasskey: FactorResult;
  /** Takes a passkey from the caller's account, after a fresh proof (refusal `step-up.needed`). */
  readonly removePasskey: FactorResult;
  /**
   * Shows a code on a screen without a keyboard, to be signed in from a second one (the shape of RFC 8628). Whoever is signed in there
   * types the code; this screen asks `pollPairing` meanwhile.
   */
  readonly startPairing: StartPairingResult;
  /** Asks whether a screen was let in, and signs it in when it was: once. */
  readonly pollPairing: PollPairingResult;
  /** Lets the screen that shows a code into the caller's account, as long as this device stays signed in until the screen is in. */
  readonly approvePairing: AnswerPairingResult;
  /** Refuses the screen that shows a code. */
  readonly denyPairing: AnswerPairingResult;
  /**
   * Lets the caller's account be signed in to by a provider from now on, after proof of both: the provider's, in this browser, and a fresh one of
   * the account (`step-up.needed`).
   */
  readonly linkOpenId: LinkOpenIdResult;
  /** Lets the caller's account be signed in to by a provider no more; not the last way in. Asks for a fresh proof (`step-up.needed`). */
  readonly unlinkOpenId: UnlinkOpenIdResult;
  /**
   * Sees Reprise as a viewer does, for 30 minutes in this browser: every query answers as it does to them, and everything that changes something
   * is refused with `see-as.read-only`. It takes a fresh proof of who the caller is, and an account of theirs that is signed in. Nobody sees as
   * somebody who may do here what they may not.
   */
  readonly beginSeeAs: BeginSeeAsResult;
  /** Is oneself again, in this browser. */
  readonly endSeeAs: EndSeeAsResult;
  /**
   * Announces an upload; then create it by tus at `uploadUrl` (the tus endpoint, a path of the gateway) with the same operator
   * token in `Authorization`, the same size, and `uploadId` in the tus metadata.
   */
  readonly startUpload: StartUploadResult;
  /** Gives an unfinished upload up and frees its bytes. */
  readonly abortUpload: AbortUploadResult;
  /** Changes the details of a title. Fields that are left out stay as they are. */
  readonly editTitle: EditTitleResult;
  /** Shows a title to viewers. */
  readonly publishTitle: PublishTitleResult;
  /** Takes a title down. Players that are running stop within seconds. */
  readonly unpublishTitle: UnpublishTitleResult;
  /** Says from which age on a title is suitable. Profiles with a lower cap see it no more, neither in lists nor by its address. */
  readonly rateTitle: RateTitleResult;
  /**
   * Says by which tags a title is grouped, all of them: those that are left out are taken from it. Who watches it by a plan for a tag that is taken
   * away is stopped within seconds.
   */
  readonly tagTitle: TagTitleResult;
  /**
   * Says where, for what, when and up to which height a title may be shown. A title without any window is shown everywhere, unless this installation says
   * otherwise; with the first one it is shown in its windows alone.
   */
  readonly grantRightsWindow: ChangeRightsResult;
  /** Changes a rights window. */
  readonly amendRightsWindow: ChangeRightsResult;
  /** Ends a rights window now; one that has not begun never does. Players that are running stop within seconds. */
  readonly endRightsWindow: ChangeRightsResult;
  /** Opens a playback session: signed manifest URLs that cover every segment, and where to send heartbeats. */
  readonly startPlayback: StartPlaybackResult;
  /** Closes a playback session. One that is never closed stops counting as watched 90 s after its last heartbeat. */
  readonly endPlayback: EndPlaybackResult;
  /**
   * Lets a session go on: it is decided anew whether it may, and it gets new addresses and a new token. Only the part of the address behind `/v/` changes, so a
   * player may go on with its manifest and put it into the addresses of segments.
   */
  readonly renewPlayback: RenewPlaybackResult;
  /** Stops a playback of the caller's account on whatever device. Its player learns of it with its next heartbeat. */
  readonly stopPlayback: StopPlaybackResult;
  /** Marks a title as watched, for the profile that watches. It counts until a playback that begins later. */
  readonly markWatched: WatchMarkResult;
  /** Marks a title as not watched: it begins from the start again. It counts until a playback that begins later. */
  readonly markUnwatched: WatchMarkResult;
  /** Takes a title from continue watching, until a playback that begins later. Where the viewer left off stays known. */
  readonly removeFromContinueWatching: WatchMarkResult;
  /** Tells everybody who has a plan, and pays less than one of its prices, that their subscription will cost that: a job with progress (`StudioPlan.announcements`). Who was told already is not told again. It holds for each of them after the price's days of notice at the earliest. It asks for a fresh proof of who asks. */
  readonly announcePriceToAll: ChangePlansResult;
  /** Makes something new to subscribe to. It can be bought where it has a price. */
  readonly definePlan: ChangePlansResult;
  /** Changes what a plan is called and what is said of it. */
  readonly describePlan: ChangePlansResult;
  /** Changes what a plan includes, for everybody who has it. */
  readonly changePlanFeatures: ChangePlansResult;
  /** Gives a plan a price in a territory from an instant on, for whoever subscribes then. It cannot be taken back, only be followed by another one. It asks for a fresh proof of who asks. */
  readonly setPlanPrice: ChangePlansResult;
  /** Lets nobody subscribe to a plan any more; whoever has it keeps it. It cannot be taken back. It asks for a fresh proof of who asks. */
  readonly retirePlan: ChangePlansResult;
  /**
   * Rents a title for the caller's account. It is theirs when it is paid, by credit and by the means of payment that they keep: ask for the
   * purchase again until it is. Saying it twice rents it once.
   */
  readonly rentTitle: AskPurchaseResult;
  /** Buys a title for the caller's account, for good; else like `rentTitle`. */
  readonly buyTitle: AskPurchaseResult;
  /** Gives up a rental or purchase that is not paid yet, e.g. one that the bank wants to be confirmed. */
  readonly abandonPurchase: ChangePurchaseResult;
  /**
   * Gives a rental or purchase back, whole: within 14 days, while less than a tenth of it was watched. It cannot be watched from then on, and
   * the money goes back to where it came from. One's own, or with the permission to give money back that of others.
   */
  readonly refundPurchase: ChangePurchaseResult;
  /** Lets a title be rented or bought in a territory from an instant on, until another price of that kind and territory begins. */
  readonly setTitlePrice: ChangeTitlePriceResult;
  /** Asks a price no longer, from now on. Whoever paid it keeps what they paid for; a territory has the price for everywhere again. */
  readonly withdrawTitlePrice: ChangeTitlePriceResult;
  /** Opens a page of the payment provider where a card is entered; it leads back to `/account/checkout/{id}`. Nothing is paid there, and no number of a card comes here. */
  readonly openCheckout: OpenCheckoutResult;
  /** Asks the payment provider how a checkout ended; whoever came back from its page asks until it is not `OPEN` any more. It is found out without it too, later. */
  readonly completeCheckout: CompleteCheckoutResult;
  /** Pays by another of the kept cards from now on. */
  readonly choosePaymentMethod: PaymentMethodsResult;
  /** Pays by a card no longer; the payment provider forgets it. */
  readonly removePaymentMethod: PaymentMethodsResult;
  /** Subscribes to a plan on the terms that hold where the caller is. The first period is paid by the card that is used; with `trial` nothing is paid until it ends. An account has one subscription at a time. */
  readonly subscribe: SubscriptionResult;
  /** Lets the subscription rest from now on; nothing is paid meanwhile, and what is left of its period comes after. */
  readonly pauseSubscription: SubscriptionResult;
  /** Lets the subscription go on after a rest. */
  readonly resumeSubscription: SubscriptionResult;
  /** Ends the subscription: with what is paid for, or at once. */
  readonly cancelSubscription: SubscriptionResult;
  /** Lets the subscription go on after all. */
  readonly undoCancel: SubscriptionResult;
  /** Changes to another plan: at once where it costs more, with the next period where it does not. */
  readonly changePlan: SubscriptionResult;
  /** Tries to collect what is owed for the subscription again, by the card that is used now. */
  readonly retryPayment: SubscriptionResult;
  /** Asks the payment provider where the caller confirms the payment of an invoice of theirs that the bank asks them about. */
  readonly confirmPayment: ConfirmPaymentResult;
  /**
   * Gives an invoice or a part of it back: to the card what the card paid, the rest as credit of the account, with a credit note. It asks for a fresh proof of
   * who asks.
   */
  readonly refundInvoice: RefundInvoiceResult;
  /** Gives an account credit, which pays its next invoices of that currency. It asks for a fresh proof of who asks. */
  readonly grantCredit: CustomerMoneyResult;
  /** Ends a subscription of somebody else: with its period, or now. What was paid is not given back by it. It asks for a fresh proof of who asks. */
  readonly cancelSubscriptionFor: CustomerMoneyResult;
  /** Brings a code that gives credit. Tries that fail are counted; too many are refused for a while. */
  readonly redeemGiftCode: RedeemGiftCodeResult;
  /** Makes codes that give credit. They are answered here and nowhere else; the same `commandId` answers the same ones again. */
  readonly makeGiftCodes: MakeGiftCodesResult;
  /** Lets a code that nobody has used give nothing any more. */
  readonly voidGiftCode: VoidGiftCodeResult;
  /** Makes a code that makes subscriptions cost less, by a percentage or by an amount. What it gives never changes. It asks for a fresh proof of who asks. */
  readonly defineCoupon: ChangeCouponsResult;
  /** Lets nobody use a coupon any more; whoever used it keeps what it gives. It cannot be taken back. It asks for a fresh proof of who asks. */
  readonly retireCoupon: ChangeCouponsResult;
  /** Handles what was put aside under a key once more, in the order of the log. What fails again stays, with its new reason. */
  readonly retryParked: ParkedRetry;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRegisterArgs = {
  commandId: Scalars['ID']['input'];
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
  locale: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSignInArgs = {
  commandId: Scalars['ID']['input'];
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
  carry?: SessionCarry;
  signOut?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRenewSessionArgs = {
  refreshToken: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSignOutArgs = {
  commandId: Scalars['ID']['input'];
  signInId?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSignOutEverywhereArgs = {
  commandId: Scalars['ID']['input'];
  exceptThis?: Scalars['Boolean']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRequestLinkArgs = {
  commandId: Scalars['ID']['input'];
  email: Scalars['String']['input'];
  purpose: LinkPurpose;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationUseLinkArgs = {
  commandId: Scalars['ID']['input'];
  token: Scalars['String']['input'];
  password?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationResetPasswordArgs = {
  commandId: Scalars['ID']['input'];
  token: Scalars['String']['input'];
  password: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationChangePasswordArgs = {
  commandId: Scalars['ID']['input'];
  current: Scalars['String']['input'];
  password: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationChangeEmailArgs = {
  commandId: Scalars['ID']['input'];
  email: Scalars['String']['input'];
  password?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationCreateProfileArgs = {
  commandId: Scalars['ID']['input'];
  input: CreateProfileInput;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationEditProfileArgs = {
  commandId: Scalars['ID']['input'];
  profileId: Scalars['ID']['input'];
  input: EditProfileInput;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSetMaturityCapArgs = {
  commandId: Scalars['ID']['input'];
  profileId: Scalars['ID']['input'];
  maturityCap: Scalars['Int']['input'];
  kids: Scalars['Boolean']['input'];
  password?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSetPlaybackPreferencesArgs = {
  commandId: Scalars['ID']['input'];
  profileId: Scalars['ID']['input'];
  audioLanguage?: InputMaybe<Scalars['String']['input']>;
  subtitles: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSetPinArgs = {
  commandId: Scalars['ID']['input'];
  profileId: Scalars['ID']['input'];
  pin?: InputMaybe<Scalars['String']['input']>;
  password?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationChooseProfileArgs = {
  commandId: Scalars['ID']['input'];
  profileId: Scalars['ID']['input'];
  pin?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationDeleteProfileArgs = {
  commandId: Scalars['ID']['input'];
  profileId: Scalars['ID']['input'];
  password?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationInviteArgs = {
  commandId: Scalars['ID']['input'];
  email: Scalars['String']['input'];
  role?: InputMaybe<StaffRole>;
  customRole?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationGrantRoleArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  role: StaffRole;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRevokeRoleArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  role: StaffRole;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRequestErasureForArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  reason: HelpReason;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSignOutPersonArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  reason: HelpReason;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSendResetLinkToArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  reason: HelpReason;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSuspendAccountArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  reason: SuspensionReason;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationLiftSuspensionArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationCreateProgramArgs = {
  commandId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  scopes: ReadonlyArray<Scalars['String']['input']>;
  days?: Scalars['Int']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationChangeProgramScopesArgs = {
  commandId: Scalars['ID']['input'];
  programId: Scalars['ID']['input'];
  scopes: ReadonlyArray<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationMakeProgramKeyArgs = {
  commandId: Scalars['ID']['input'];
  programId: Scalars['ID']['input'];
  days?: Scalars['Int']['input'];
  replaces?: InputMaybe<Scalars['ID']['input']>;
  overlapHours?: Scalars['Int']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRevokeProgramKeyArgs = {
  commandId: Scalars['ID']['input'];
  programId: Scalars['ID']['input'];
  keyId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationCloseProgramArgs = {
  commandId: Scalars['ID']['input'];
  programId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationNameDeviceArgs = {
  commandId: Scalars['ID']['input'];
  deviceId: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationBlockDeviceArgs = {
  commandId: Scalars['ID']['input'];
  deviceId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationUnblockDeviceArgs = {
  commandId: Scalars['ID']['input'];
  deviceId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationDefineRoleArgs = {
  commandId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  permissions: ReadonlyArray<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationChangeCustomRoleArgs = {
  commandId: Scalars['ID']['input'];
  roleId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  permissions: ReadonlyArray<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRetireCustomRoleArgs = {
  commandId: Scalars['ID']['input'];
  roleId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationGrantCustomRoleArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  roleId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRevokeCustomRoleArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  roleId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRequestErasureArgs = {
  commandId: Scalars['ID']['input'];
  password?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationCancelErasureArgs = {
  commandId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRequestExportArgs = {
  commandId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationDeleteExportArgs = {
  commandId: Scalars['ID']['input'];
  exportId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSetConsentArgs = {
  commandId: Scalars['ID']['input'];
  purpose: ConsentPurpose;
  given: Scalars['Boolean']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationOfferProfileArgs = {
  commandId: Scalars['ID']['input'];
  profileId: Scalars['ID']['input'];
  password?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationAcceptProfileArgs = {
  commandId: Scalars['ID']['input'];
  token: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationCompleteSignInArgs = {
  commandId: Scalars['ID']['input'];
  challenge: Scalars['String']['input'];
  code?: InputMaybe<Scalars['String']['input']>;
  recoveryCode?: InputMaybe<Scalars['String']['input']>;
  passkey?: InputMaybe<Scalars['String']['input']>;
  carry?: SessionCarry;
  signOut?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationConfirmItIsMeArgs = {
  commandId: Scalars['ID']['input'];
  password?: InputMaybe<Scalars['String']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
  recoveryCode?: InputMaybe<Scalars['String']['input']>;
  passkey?: InputMaybe<Scalars['String']['input']>;
  carry?: SessionCarry;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationAddAuthenticatorArgs = {
  commandId: Scalars['ID']['input'];
  setup: Scalars['String']['input'];
  code: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRemoveAuthenticatorArgs = {
  commandId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationMakeRecoveryCodesArgs = {
  commandId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationPasskeyOptionsArgs = {
  purpose: PasskeyPurpose;
  challenge?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSignInByPasskeyArgs = {
  commandId: Scalars['ID']['input'];
  passkey: Scalars['String']['input'];
  carry?: SessionCarry;
  signOut?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationAddPasskeyArgs = {
  commandId: Scalars['ID']['input'];
  passkey: Scalars['String']['input'];
  name: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRenamePasskeyArgs = {
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRemovePasskeyArgs = {
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationStartPairingArgs = {
  commandId: Scalars['ID']['input'];
  device?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationPollPairingArgs = {
  deviceCode: Scalars['String']['input'];
  carry?: SessionCarry;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationApprovePairingArgs = {
  commandId: Scalars['ID']['input'];
  userCode: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationDenyPairingArgs = {
  commandId: Scalars['ID']['input'];
  userCode: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationLinkOpenIdArgs = {
  commandId: Scalars['ID']['input'];
  token: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationUnlinkOpenIdArgs = {
  commandId: Scalars['ID']['input'];
  provider: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationBeginSeeAsArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  profileId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationEndSeeAsArgs = {
  commandId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationStartUploadArgs = {
  commandId: Scalars['ID']['input'];
  input: StartUploadInput;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationAbortUploadArgs = {
  commandId: Scalars['ID']['input'];
  uploadId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationEditTitleArgs = {
  commandId: Scalars['ID']['input'];
  input: EditTitleInput;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationPublishTitleArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  expectedRevision?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationUnpublishTitleArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  expectedRevision?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRateTitleArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  age?: InputMaybe<Scalars['Int']['input']>;
  expectedRevision?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationTagTitleArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  tags: ReadonlyArray<Scalars['String']['input']>;
  expectedRevision?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationGrantRightsWindowArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  windowId: Scalars['ID']['input'];
  window: RightsWindowInput;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationAmendRightsWindowArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  windowId: Scalars['ID']['input'];
  window: RightsWindowInput;
  why: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationEndRightsWindowArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  windowId: Scalars['ID']['input'];
  why: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationStartPlaybackArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  pin?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationEndPlaybackArgs = {
  commandId: Scalars['ID']['input'];
  sessionToken: Scalars['String']['input'];
  reason: PlaybackEndReason;
  positionMs: Scalars['Int']['input'];
  errorCode?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRenewPlaybackArgs = {
  sessionToken: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationStopPlaybackArgs = {
  commandId: Scalars['ID']['input'];
  sessionId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationMarkWatchedArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationMarkUnwatchedArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRemoveFromContinueWatchingArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationAnnouncePriceToAllArgs = {
  commandId: Scalars['ID']['input'];
  planId: Scalars['ID']['input'];
  priceId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationDefinePlanArgs = {
  commandId: Scalars['ID']['input'];
  planId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  description?: InputMaybe<Scalars['String']['input']>;
  interval: PlanIntervalInput;
  trialDays?: Scalars['Int']['input'];
  features: PlanFeaturesInput;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationDescribePlanArgs = {
  commandId: Scalars['ID']['input'];
  planId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  description?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationChangePlanFeaturesArgs = {
  commandId: Scalars['ID']['input'];
  planId: Scalars['ID']['input'];
  features: PlanFeaturesInput;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSetPlanPriceArgs = {
  commandId: Scalars['ID']['input'];
  planId: Scalars['ID']['input'];
  priceId: Scalars['ID']['input'];
  territory?: InputMaybe<Scalars['String']['input']>;
  amountMinor: Scalars['Int']['input'];
  currency: Scalars['String']['input'];
  taxIncluded: Scalars['Boolean']['input'];
  from?: InputMaybe<Scalars['DateTime']['input']>;
  noticeDays?: Scalars['Int']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRetirePlanArgs = {
  commandId: Scalars['ID']['input'];
  planId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRentTitleArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  priceId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationBuyTitleArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  priceId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationAbandonPurchaseArgs = {
  commandId: Scalars['ID']['input'];
  purchaseId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRefundPurchaseArgs = {
  commandId: Scalars['ID']['input'];
  purchaseId: Scalars['ID']['input'];
  why: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSetTitlePriceArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  priceId: Scalars['ID']['input'];
  price: TitlePriceInput;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationWithdrawTitlePriceArgs = {
  commandId: Scalars['ID']['input'];
  titleId: Scalars['ID']['input'];
  priceId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationOpenCheckoutArgs = {
  commandId: Scalars['ID']['input'];
  next: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationCompleteCheckoutArgs = {
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationChoosePaymentMethodArgs = {
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRemovePaymentMethodArgs = {
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationSubscribeArgs = {
  commandId: Scalars['ID']['input'];
  planId: Scalars['ID']['input'];
  priceId: Scalars['ID']['input'];
  trial?: Scalars['Boolean']['input'];
  coupon?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationPauseSubscriptionArgs = {
  commandId: Scalars['ID']['input'];
  until: Scalars['DateTime']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationResumeSubscriptionArgs = {
  commandId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationCancelSubscriptionArgs = {
  commandId: Scalars['ID']['input'];
  when: CancelWhen;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationUndoCancelArgs = {
  commandId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationChangePlanArgs = {
  commandId: Scalars['ID']['input'];
  planId: Scalars['ID']['input'];
  priceId: Scalars['ID']['input'];
  asOf: Scalars['DateTime']['input'];
  revision: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRetryPaymentArgs = {
  commandId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationConfirmPaymentArgs = {
  invoiceId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRefundInvoiceArgs = {
  commandId: Scalars['ID']['input'];
  invoiceId: Scalars['ID']['input'];
  amountMinor: Scalars['Int']['input'];
  why: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationGrantCreditArgs = {
  commandId: Scalars['ID']['input'];
  accountId: Scalars['ID']['input'];
  amountMinor: Scalars['Int']['input'];
  currency: Scalars['String']['input'];
  why: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationCancelSubscriptionForArgs = {
  commandId: Scalars['ID']['input'];
  subscriptionId: Scalars['ID']['input'];
  now?: Scalars['Boolean']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRedeemGiftCodeArgs = {
  commandId: Scalars['ID']['input'];
  code: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationMakeGiftCodesArgs = {
  commandId: Scalars['ID']['input'];
  count: Scalars['Int']['input'];
  amountMinor: Scalars['Int']['input'];
  currency: Scalars['String']['input'];
  label: Scalars['String']['input'];
  validUntil?: InputMaybe<Scalars['DateTime']['input']>;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationVoidGiftCodeArgs = {
  commandId: Scalars['ID']['input'];
  giftCodeId: Scalars['ID']['input'];
  why: Scalars['String']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationDefineCouponArgs = {
  commandId: Scalars['ID']['input'];
  code: Scalars['String']['input'];
  percent?: InputMaybe<Scalars['Int']['input']>;
  amountMinor?: InputMaybe<Scalars['Int']['input']>;
  currency?: InputMaybe<Scalars['String']['input']>;
  periods?: InputMaybe<Scalars['Int']['input']>;
  planIds?: ReadonlyArray<Scalars['ID']['input']>;
  validFrom?: InputMaybe<Scalars['DateTime']['input']>;
  validUntil?: InputMaybe<Scalars['DateTime']['input']>;
  maxUses: Scalars['Int']['input'];
  audience?: CouponAudience;
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRetireCouponArgs = {
  commandId: Scalars['ID']['input'];
  couponId: Scalars['ID']['input'];
};


/** What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not. */
export type MutationRetryParkedArgs = {
  consumer: Scalars['String']['input'];
  key?: InputMaybe<Scalars['String']['input']>;
};

/** What can be followed while it happens, over a WebSocket at `/graphql` (graphql-transport-ws). */
export type Subscription = {
  /** Changes of assets as they happen. */
  readonly assetChanged: Asset;
  /** Progress of running jobs, several times a second; not stored. */
  readonly jobProgress: JobProgress;
  /** A title's row changed. Viewers receive published titles only. */
  readonly titleChanged: Title;
};


/** What can be followed while it happens, over a WebSocket at `/graphql` (graphql-transport-ws). */
export type SubscriptionAssetChangedArgs = {
  assetId?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be followed while it happens, over a WebSocket at `/graphql` (graphql-transport-ws). */
export type SubscriptionJobProgressArgs = {
  assetId?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be followed while it happens, over a WebSocket at `/graphql` (graphql-transport-ws). */
export type SubscriptionTitleChangedArgs = {
  titleId?: InputMaybe<Scalars['ID']['input']>;
};

/** Kinds of callers that the gateway knows. */
export type CallerKind =
  /** Somebody who watches: an anonymous profile in a browser's cookie, or an account without a role. */
  | 'VIEWER'
  /** Somebody who works here: an account with a role, or whoever has the operator token. A program with a key too, where a permission is named. */
  | 'STAFF'
  /**
   * A program with a key, on a field of a root. Beside what takes a permission that is one of its scopes, it may ask for what names it, and for
   * nothing else: that is a person's.
   */
  | 'PROGRAM';

/** The caller, as the gateway recognised them. */
export type Me = {
  /** What the caller may do, by kind. */
  readonly kind: ActorKind;
  /** The profile whose watching is remembered; operators have one too. Null for a caller that no cookie can be set for, and for programs. */
  readonly profileId?: Maybe<Scalars['ID']['output']>;
  /** What the caller may do here beside watching, by the names that `@allow(may: …)` gives; a program's scopes; empty for viewers. */
  readonly permissions: ReadonlyArray<Scalars['String']['output']>;
};

/** What a caller is to the platform. */
export type ActorKind =
  /** Works here: may see and do what their roles say, and with the operator token everything. */
  | 'OPERATOR'
  /** Watches: sees what is published. */
  | 'VIEWER'
  /** A program with a key: may see and do what its scopes name. */
  | 'PROGRAM';

/** Where a page of a list ends. */
export type PageInfo = {
  /** Whether there are rows after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** What to send as `after` for the next page; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/** A refusal is data. `code` is stable (`noun.kebab-reason`), `message` is for people and says what to do. */
export type Refusal = {
  /** The reason for programs, `noun.kebab-reason`; it does not change. */
  readonly code: Scalars['String']['output'];
  /** The reason for people, and what to do about it. */
  readonly message: Scalars['String']['output'];
};

/** The command makes no sense in the present state. */
export type CommandRefused = Refusal & {
  /** The reason for programs, `noun.kebab-reason`; it does not change. */
  readonly code: Scalars['String']['output'];
  /** The reason for people, and what to do about it. */
  readonly message: Scalars['String']['output'];
};

/** The thing is not there, or not for this caller. */
export type NotFound = Refusal & {
  /** The reason for programs, `noun.kebab-reason`; it does not change. */
  readonly code: Scalars['String']['output'];
  /** The reason for people, and what to do about it. */
  readonly message: Scalars['String']['output'];
};

/** Somebody else changed it since `expectedRevision`; look at it again. */
export type Conflict = Refusal & {
  /** The reason for programs, `noun.kebab-reason`; it does not change. */
  readonly code: Scalars['String']['output'];
  /** The reason for people, and what to do about it. */
  readonly message: Scalars['String']['output'];
};

/** The input does not fit; `path` names the field. */
export type InvalidInput = Refusal & {
  /** The reason for programs, `noun.kebab-reason`; it does not change. */
  readonly code: Scalars['String']['output'];
  /** The reason for people, and what to do about it. */
  readonly message: Scalars['String']['output'];
  /** The input field that does not fit, with dots between levels; null when no single field is to blame. */
  readonly path?: Maybe<Scalars['String']['output']>;
};

/** Callers of this kind may not do this. */
export type NotAllowed = Refusal & {
  /** The reason for programs, `noun.kebab-reason`; it does not change. */
  readonly code: Scalars['String']['output'];
  /** The reason for people, and what to do about it. */
  readonly message: Scalars['String']['output'];
};

/** What holds for accounts of this installation. */
export type AccountPolicy = {
  /** Whether viewers need one. */
  readonly mode: AccountMode;
  /** The fewest characters of a password. */
  readonly passwordMinLength: Scalars['Int']['output'];
  /** Whether messages wait on the machine of the operator, because no mail server is set. */
  readonly outbox: Scalars['Boolean']['output'];
  /** Providers that people may sign in by, in the order of the configuration. */
  readonly providers: ReadonlyArray<OpenIdProvider>;
};

/** Whether viewers need an account. */
export type AccountMode =
  /** Who has none watches as well, with an anonymous profile in the browser. */
  | 'OPTIONAL'
  /** Who has none sees nothing but the pages for signing in and up. */
  | 'REQUIRED';

/** What an account may do here beside watching. */
export type StaffRole =
  /** Edits titles and brings films in. */
  | 'EDITOR'
  /** Publishes titles and takes them down. */
  | 'PUBLISHER'
  /** Helps viewers. */
  | 'SUPPORT'
  /** Looks at figures. */
  | 'ANALYST'
  /** May do everything. */
  | 'ADMIN';

/** The caller's own account. */
export type MyAccount = {
  /** A UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** The address that messages go to. */
  readonly email: Scalars['String']['output'];
  /** Whether it was proved that the address is theirs. */
  readonly verified: Scalars['Boolean']['output'];
  /** What the account may do here beside watching. */
  readonly roles: ReadonlyArray<StaffRole>;
  /** Whether those roles wait until the account has a second factor: then none of them holds. Always false where the installation asks for none. */
  readonly needsSecondFactor: Scalars['Boolean']['output'];
  /** The sign-in of this device, a UUID in lower case. */
  readonly signInId: Scalars['ID']['output'];
  /** Who of the household is watching on this device; null until they said so. */
  readonly profileId?: Maybe<Scalars['ID']['output']>;
  /** When the account will be forgotten; null unless they asked for that. */
  readonly leavingAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it has a password: who has none proves otherwise who they are. */
  readonly hasPassword: Scalars['Boolean']['output'];
  /** Providers that lead to the account. */
  readonly openIds: ReadonlyArray<OpenIdProvider>;
  /** When the account was made. */
  readonly createdAt: Scalars['DateTime']['output'];
};

/** How a device carries its sign-in. */
export type SessionCarry =
  /** Cookies that scripts cannot read, renewed by themselves: for browsers. */
  | 'COOKIES'
  /** Tokens in the answer, renewed by `renewSession`: for programs. */
  | 'TOKENS';

/** What a link is for that can be asked for. */
export type LinkPurpose =
  /** To prove that the address is yours. */
  | 'VERIFY_EMAIL'
  /** To choose a new password. */
  | 'RESET_PASSWORD';

/** How somebody proved who they are. */
export type SignInMethod =
  /** By the account's password. */
  | 'PASSWORD'
  /** By a link that came by mail. */
  | 'LINK'
  /** By a passkey. */
  | 'PASSKEY'
  /** By a provider of OpenID Connect. */
  | 'OPENID'
  /** By a code that was let in from another device: a screen without a keyboard. */
  | 'TELEVISION';

/** A device on which an account is signed in. */
export type SignedInDevice = {
  /** Its sign-in, a UUID in lower case. */
  readonly signInId: Scalars['ID']['output'];
  /** Kind of browser and system in a few words. */
  readonly device: Scalars['String']['output'];
  /** The device, a UUID in lower case; null: it signed in before there were devices. */
  readonly deviceId?: Maybe<Scalars['ID']['output']>;
  /** What its owner calls it; null: nothing. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** How they proved who they are. */
  readonly method: SignInMethod;
  /** When they did. */
  readonly signedInAt: Scalars['DateTime']['output'];
  /** When it was last used, to within ten minutes. */
  readonly seenAt: Scalars['DateTime']['output'];
  /** Whether it is the device that asks. */
  readonly current: Scalars['Boolean']['output'];
};

/** How well a password holds. */
export type PasswordVerdict = {
  /** 0: guessed at once, to 4: holds. */
  readonly score: Scalars['Int']['output'];
  /** Whether it is taken. */
  readonly enough: Scalars['Boolean']['output'];
  /** What would make it better, in sentences; empty when nothing needs to. */
  readonly advice: ReadonlyArray<Scalars['String']['output']>;
};

/** What a program carries to stay signed in. */
export type SessionTokens = {
  /** Goes into the header `Authorization: Bearer …`. */
  readonly accessToken: Scalars['String']['output'];
  /** When the access token ends. */
  readonly accessExpiresAt: Scalars['DateTime']['output'];
  /** For `renewSession`, once. */
  readonly refreshToken: Scalars['String']['output'];
  /** When the refresh token ends, unless it is exchanged before. */
  readonly refreshExpiresAt: Scalars['DateTime']['output'];
};

/** What came of `register`. */
export type RegisterResult = RegistrationReceived | CommandRefused | InvalidInput | Conflict;

/** A message is on its way. */
export type RegistrationReceived = {
  /** Where it goes. */
  readonly email: Scalars['String']['output'];
};

/** What came of `signIn`. */
export type SignInResult = SignedIn | SecondFactorNeeded | DeviceLimitReached | CommandRefused | InvalidInput | Conflict;

/** This device is signed in. */
export type SignedIn = {
  /** Whose device it is now. */
  readonly account: MyAccount;
  /** What a program carries; null: the browser got cookies. */
  readonly tokens?: Maybe<SessionTokens>;
};

/** What came of `renewSession`. */
export type RenewResult = SessionRenewed | CommandRefused;

/** The device goes on being signed in. */
export type SessionRenewed = {
  /** What it carries from now on. */
  readonly tokens: SessionTokens;
};

/** What came of `signOut`. */
export type SignOutResult = SignedOut | CommandRefused | InvalidInput | NotAllowed;

/** A device is signed out. */
export type SignedOut = {
  /** Its sign-in, a UUID in lower case. */
  readonly signInId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `signOutEverywhere`. */
export type SignOutEverywhereResult = SignedOutEverywhere | CommandRefused | InvalidInput | NotAllowed;

/** The devices are signed out. */
export type SignedOutEverywhere = {
  /** How many were. */
  readonly count: Scalars['Int']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `requestLink`. */
export type RequestLinkResult = LinkRequested | CommandRefused | InvalidInput;

/** If it makes sense for the account of that address, a message is on its way. */
export type LinkRequested = {
  /** Where it would go. */
  readonly email: Scalars['String']['output'];
};

/** What came of `useLink`. */
export type UseLinkResult = SignedIn | SecondFactorNeeded | EmailChanged | CommandRefused | InvalidInput | Conflict;

/** The account has another address. */
export type EmailChanged = {
  /** The address now. */
  readonly email: Scalars['String']['output'];
};

/** What came of `resetPassword`. */
export type ResetPasswordResult = SignedIn | SecondFactorNeeded | CommandRefused | InvalidInput | Conflict;

/** What came of `changePassword`. */
export type ChangePasswordResult = PasswordChanged | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The account has another password. */
export type PasswordChanged = {
  /** How many other devices were signed out. */
  readonly signedOut: Scalars['Int']['output'];
  /** What a reader may wait for to see them gone; `0` when there were none. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `changeEmail`. */
export type ChangeEmailResult = LinkRequested | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** What is said of a new profile. */
export type CreateProfileInput = {
  /** What it is called, up to 50 characters. */
  readonly name: Scalars['String']['input'];
  /** Its picture. */
  readonly avatar: Avatar;
  /** Whether films that nobody has rated are hidden as well. */
  readonly kids: Scalars['Boolean']['input'];
  /** Up to which age it sees films, in years, 0 to 18; 18: everything. A kids' profile sees films up to 12. */
  readonly maturityCap: Scalars['Int']['input'];
  /** The language that it is spoken to in, a BCP 47 tag. */
  readonly language: Scalars['String']['input'];
  /** Whether what was watched in this browser without a profile becomes the profile's; null: it does not. */
  readonly keepHistory?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What changes of a profile. What is left out or null stays. */
export type EditProfileInput = {
  /** What it is called, up to 50 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Its picture. */
  readonly avatar?: InputMaybe<Avatar>;
  /** The language that it is spoken to in, a BCP 47 tag. */
  readonly language?: InputMaybe<Scalars['String']['input']>;
  /** Whether one film follows the other by itself. */
  readonly autoplay?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What came of a change to a profile. */
export type ProfileResult = ProfileSaved | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The profile is as was asked. */
export type ProfileSaved = {
  /** The profile after the change. */
  readonly profile: Profile;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `deleteProfile`. */
export type DeleteProfileResult = ProfileDeleted | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The profile is gone. */
export type ProfileDeleted = {
  /** A UUID in lower case. */
  readonly profileId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change. */
  readonly token: Scalars['Position']['output'];
};

/** Somebody of a household. */
export type Profile = {
  /** A UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** Its picture, drawn by the app. */
  readonly avatar: Avatar;
  /** Whether films that nobody has rated are hidden from it as well. */
  readonly kids: Scalars['Boolean']['output'];
  /** Up to which age it sees films, in years; 18: everything. */
  readonly maturityCap: Scalars['Int']['output'];
  /** The language that it is spoken to in, a BCP 47 tag. */
  readonly language: Scalars['String']['output'];
  /** Whether one film follows the other by itself. */
  readonly autoplay: Scalars['Boolean']['output'];
  /** The language of the sound that films begin with, a BCP 47 tag; null: the film's original one. */
  readonly audioLanguage?: Maybe<Scalars['String']['output']>;
  /** The subtitles that films begin with: `off`, `forced` (what is said in another language than the sound's), or their language, a BCP 47 tag. */
  readonly subtitles: Scalars['String']['output'];
  /** Whether choosing it asks for a PIN. */
  readonly hasPin: Scalars['Boolean']['output'];
  /** Whether it is watching on this device. */
  readonly current: Scalars['Boolean']['output'];
};

/** The pictures that a profile may have, by their colour. */
export type Avatar =
  /** A warm yellow. */
  | 'AMBER'
  /** An orange red. */
  | 'CORAL'
  /** A pink. */
  | 'ROSE'
  /** A purple. */
  | 'VIOLET'
  /** A dark blue. */
  | 'INDIGO'
  /** A light blue. */
  | 'SKY'
  /** A blue green. */
  | 'TEAL'
  /** A green. */
  | 'LEAF'
  /** A light brown. */
  | 'SAND'
  /** A grey. */
  | 'SLATE';

/** Somebody with an account. */
export type Person = {
  /** The account's id, a UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** The address that messages go to; null: they were forgotten. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Whether they proved that the address is theirs. */
  readonly verified: Scalars['Boolean']['output'];
  /** What they may do here beside watching. */
  readonly roles: ReadonlyArray<StaffRole>;
  /** Roles of this installation that they have beside. */
  readonly customRoles: ReadonlyArray<CustomRole>;
  /** Whether they work here and have neither an authenticator app nor a passkey. */
  readonly lacksSecondFactor: Scalars['Boolean']['output'];
  /** Whether they stay. */
  readonly status: PersonStatus;
  /** When they will be forgotten; null unless that was asked for. */
  readonly leavingAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the account was made. */
  readonly createdAt: Scalars['DateTime']['output'];
};

/** Whether somebody stays. */
export type PersonStatus =
  /** They have an account. */
  | 'ACTIVE'
  /** They asked to be forgotten, and can take it back until `leavingAt`. */
  | 'LEAVING'
  /** Their key was destroyed: nothing personal of theirs can be read any more. */
  | 'FORGOTTEN';

/** A page of people. */
export type PersonConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<PersonEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
};

/** One person of a page. */
export type PersonEdge = {
  /** What to send as `after` to go on behind this row. */
  readonly cursor: Scalars['String']['output'];
  /** The person. */
  readonly node: Person;
};

/** What a role may do. */
export type RolePermissions = {
  /** The role. */
  readonly role: StaffRole;
  /** What it may do, each in a few words, e.g. `upload films`. */
  readonly may: ReadonlyArray<Scalars['String']['output']>;
  /** What the role may do: names of `permissions`. */
  readonly permissions: ReadonlyArray<Scalars['String']['output']>;
};

/** A message that waits. */
export type OutboxMessage = {
  /** The message's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** The address that it is for. */
  readonly to: Scalars['String']['output'];
  /** Its subject. */
  readonly title: Scalars['String']['output'];
  /** Its text; a link in it opens the page that it is about. */
  readonly text: Scalars['String']['output'];
  /** Since when it waits. */
  readonly at: Scalars['DateTime']['output'];
};

/** What came of `invite`. */
export type InviteResult = Invited | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** Whoever reads the mail of the address has the role. */
export type Invited = {
  /** The account's id, a UUID in lower case. */
  readonly accountId: Scalars['ID']['output'];
  /** Until when the link in their message sets a password; null: they had an account, and need no link. */
  readonly linkUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `grantRole` or `revokeRole`. */
export type ChangeRoleResult = RoleChanged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The account's roles are what was asked. */
export type RoleChanged = {
  /** The account's id, a UUID in lower case. */
  readonly accountId: Scalars['ID']['output'];
  /** What it may do now. */
  readonly roles: ReadonlyArray<StaffRole>;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `suspendAccount` or `liftSuspension`. */
export type SuspendAccountResult = SuspensionChanged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** It was done, and stands in the log. */
export type SuspensionChanged = {
  /** The account's id, a UUID in lower case. */
  readonly accountId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** Why somebody may play nothing for now. */
export type SuspensionReason =
  /** They broke the terms. */
  | 'TERMS'
  /** Something looks as if it was not them. */
  | 'SUSPICIOUS'
  /** They took money back by their bank. */
  | 'CHARGEBACK'
  /** The law wants it. */
  | 'LAW';

/** Why staff do something for somebody. */
export type HelpReason =
  /** They asked for it. */
  | 'ASKED'
  /** They lost a device. */
  | 'LOST_DEVICE'
  /** Something looks as if it was not them. */
  | 'SUSPICIOUS'
  /** The law wants it. */
  | 'LAW';

/** What came of `requestErasureFor`, `signOutPerson` or `sendResetLinkTo`. */
export type HelpPersonResult = PersonHelped | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** It was done, and stands in the history of the account. */
export type PersonHelped = {
  /** The account's id, a UUID in lower case. */
  readonly accountId: Scalars['ID']['output'];
  /** When they will be forgotten; null unless that was asked for. */
  readonly leavingAt?: Maybe<Scalars['DateTime']['output']>;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** One person, with what can be said of them. */
export type PersonPage = {
  /** The person, as in the list of people. */
  readonly person: Person;
  /** What they may do here beside watching, each with why. */
  readonly may: ReadonlyArray<PersonPermission>;
  /** Why their account plays nothing for now; null: it may. */
  readonly suspended?: Maybe<SuspensionReason>;
  /** When they last signed in; null: never, or they were forgotten. */
  readonly lastSignedInAt?: Maybe<Scalars['DateTime']['output']>;
  /** The devices on which they are signed in, the last used first. */
  readonly devices: ReadonlyArray<PersonDevice>;
  /** The profiles of their household, in the order in which they were made. */
  readonly profiles: ReadonlyArray<PersonProfile>;
};

/** Something that a person may do here. */
export type PersonPermission = {
  /** What it is, in a few words, e.g. `upload films`. */
  readonly what: Scalars['String']['output'];
  /** The roles of theirs that allow it. */
  readonly roles: ReadonlyArray<StaffRole>;
  /** The roles of this installation that allow it, which they have. */
  readonly customRoles: ReadonlyArray<CustomRole>;
};

/** A device on which a person is signed in. */
export type PersonDevice = {
  /** Its sign-in, a UUID in lower case; its events are in the stream `signin-{id}`. */
  readonly signInId: Scalars['ID']['output'];
  /** Kind of browser and system in a few words. */
  readonly device: Scalars['String']['output'];
  /** How they proved who they are. */
  readonly method: SignInMethod;
  /** When they did. */
  readonly signedInAt: Scalars['DateTime']['output'];
  /** When it was last used, to within ten minutes. */
  readonly seenAt: Scalars['DateTime']['output'];
};

/** A profile of somebody else's household. */
export type PersonProfile = {
  /** The profile's id, a UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** What the household calls it. */
  readonly name: Scalars['String']['output'];
  /** Whether it shows only what is made for children. */
  readonly kids: Scalars['Boolean']['output'];
  /** An age in years up to which it sees films; 18: everything. */
  readonly maturityCap: Scalars['Int']['output'];
  /** Whether it asks for a PIN. */
  readonly hasPin: Scalars['Boolean']['output'];
};

/** Something that a program can be given. */
export type ProgramScope = {
  /** Its name, e.g. `media.upload`. */
  readonly name: Scalars['String']['output'];
  /** What it is, in a few words, e.g. `upload films`. */
  readonly means: Scalars['String']['output'];
};

/** A program that works here with keys of its own. */
export type Program = {
  /** The program's id, a UUID in lower case; its events name it as `service/{id}`. */
  readonly id: Scalars['ID']['output'];
  /** What it is for. */
  readonly name: Scalars['String']['output'];
  /** What it may do: names of permissions. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  /** Who made it: the id of an account, `operator` (the operator token) or `command-line`. */
  readonly madeBy: Scalars['String']['output'];
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Its keys, newest first; those that ended within the last 90 days too. */
  readonly keys: ReadonlyArray<ProgramKey>;
};

/** A key of a program. The key itself is not kept. */
export type ProgramKey = {
  /** The key's id, a UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** The ten characters behind `rps_` by which people know which key it is. */
  readonly prefix: Scalars['String']['output'];
  /** Who made it: the id of an account, `operator` (the operator token) or `command-line`. */
  readonly madeBy: Scalars['String']['output'];
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** From then on it is refused: the end of its time, or when it was revoked. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** Whether it holds now. */
  readonly holds: Scalars['Boolean']['output'];
  /** When it was last used, to within an hour; null: never. */
  readonly lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What came of `createProgram`. */
export type CreateProgramResult = ProgramKeyMade | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** What came of `makeProgramKey`. */
export type MakeProgramKeyResult = ProgramKeyMade | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** A program has a new key. */
export type ProgramKeyMade = {
  /** The program's id, a UUID in lower case. */
  readonly programId: Scalars['ID']['output'];
  /** The key's id, a UUID in lower case. */
  readonly keyId: Scalars['ID']['output'];
  /** The key, which is shown this once; null: this is a repeat, and it was shown before. */
  readonly key?: Maybe<Scalars['String']['output']>;
  /** The ten characters of it that go on being shown. */
  readonly prefix: Scalars['String']['output'];
  /** When it ends. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** What a reader may wait for to see the change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of a change of a program. */
export type ChangeProgramResult = ProgramChanged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The program is as was asked. */
export type ProgramChanged = {
  /** The program's id, a UUID in lower case. */
  readonly programId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** A device on which nobody may sign in with the account. */
export type BlockedDevice = {
  /** A UUID in lower case. */
  readonly deviceId: Scalars['ID']['output'];
  /** Kind of browser and system in a few words. */
  readonly device: Scalars['String']['output'];
  /** What its owner calls it; null: nothing. */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/** What came of a change of a device. */
export type DeviceResult = DeviceChanged | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The device is as was asked. */
export type DeviceChanged = {
  /** A UUID in lower case. */
  readonly deviceId: Scalars['ID']['output'];
  /** How many sign-ins ended there. */
  readonly signedOut: Scalars['Int']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** The account is signed in on as many devices as may be. Sign in again and name one of them as `signOut`. */
export type DeviceLimitReached = {
  /** How many may be. */
  readonly most: Scalars['Int']['output'];
  /** Where it is signed in, the last used first. */
  readonly devices: ReadonlyArray<SignedInDevice>;
  /** What `completeSignIn` takes instead of a second proof, which is used up, with the same command id; null: the sign-in needed none. */
  readonly challenge?: Maybe<Scalars['String']['output']>;
};

/** Something that can be permitted here. */
export type Permission = {
  /** Its name, e.g. `media.upload`. */
  readonly name: Scalars['String']['output'];
  /** What it is, in a few words, e.g. `upload films`. */
  readonly means: Scalars['String']['output'];
};

/** A role that this installation made for itself. */
export type CustomRole = {
  /** The role's id, a UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** What it permits: names of `permissions`. */
  readonly permissions: ReadonlyArray<Scalars['String']['output']>;
};

/** What came of a change of a role of this installation. Refusals: `role.name-taken` (another one is called so). */
export type CustomRoleResult = CustomRoleSaved | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The role is as was asked. */
export type CustomRoleSaved = {
  /** The role's id, a UUID in lower case. */
  readonly roleId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `requestErasure`. */
export type RequestErasureResult = ErasureRequested | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The account will be forgotten. */
export type ErasureRequested = {
  /** When; until then it can be taken back. */
  readonly leavingAt: Scalars['DateTime']['output'];
  /** What a reader may wait for to see the change; `0` when it was asked for before. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `cancelErasure`. */
export type CancelErasureResult = ErasureCancelled | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The account stays. */
export type ErasureCancelled = {
  /** What a reader may wait for to see the change; `0` when nobody had asked. */
  readonly token: Scalars['Position']['output'];
};

/** A copy of everything about somebody. */
export type PersonalExport = {
  /** A UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** How it stands. */
  readonly status: ExportStatus;
  /** When it was asked for. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** How much of the work is done, 0 to 1; null: it is not being worked on, or this gateway has not heard yet. */
  readonly progress?: Maybe<Scalars['Float']['output']>;
  /** The size of the document in bytes; 0 unless it is ready. */
  readonly size: Scalars['Int']['output'];
  /** When it is deleted; null unless it is ready. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** How a copy stands. */
export type ExportStatus =
  /** It is being made, or waits for its turn. */
  | 'MAKING'
  /** It can be fetched. */
  | 'READY'
  /** It could not be made; ask again. */
  | 'FAILED';

/** What came of `requestExport`. */
export type RequestExportResult = ExportAsked | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The copy will be made. */
export type ExportAsked = {
  /** Which one: a UUID in lower case. */
  readonly exportId: Scalars['ID']['output'];
  /** What a reader may wait for to see it. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `deleteExport`. */
export type DeleteExportResult = ExportDeleted | NotFound | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The copy is there no longer. */
export type ExportDeleted = {
  /** A UUID in lower case. */
  readonly exportId: Scalars['ID']['output'];
  /** What a reader may wait for to see it; `0` when it was gone before. */
  readonly token: Scalars['Position']['output'];
};

/** What somebody may agree to. There is nothing else here that asks for it. */
export type ConsentPurpose =
  /** Measuring how playback goes. */
  | 'ANALYTICS';

/** A use of what is known of somebody, and what they said to it. Nothing is agreed to before they do. */
export type Consent = {
  /** What it is about. */
  readonly purpose: ConsentPurpose;
  /** Whether they agree. */
  readonly given: Scalars['Boolean']['output'];
  /** When they decided it; null: they never did. */
  readonly since?: Maybe<Scalars['DateTime']['output']>;
  /** What it means, in a sentence or two. */
  readonly text: Scalars['String']['output'];
  /** What they decided before, the newest first. */
  readonly history: ReadonlyArray<ConsentDecision>;
};

/** One decision. */
export type ConsentDecision = {
  /** Whether they agreed. */
  readonly given: Scalars['Boolean']['output'];
  /** When. */
  readonly at: Scalars['DateTime']['output'];
};

/** What came of `setConsent`. */
export type SetConsentResult = ConsentSaved | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The decision counts. */
export type ConsentSaved = {
  /** How it stands now. */
  readonly consent: Consent;
  /** What a reader may wait for; `0` when nothing changed. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `offerProfile`. */
export type OfferProfileResult = ProfileOffered | NotFound | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The profile is offered. */
export type ProfileOffered = {
  /** Stands behind `#` in the link `/profiles/take`. Who has it and signs in may take the profile. */
  readonly link: Scalars['String']['output'];
  /** Until when it can be taken. */
  readonly until: Scalars['DateTime']['output'];
  /** What a reader may wait for. */
  readonly token: Scalars['Position']['output'];
};

/** A profile as its household offers it. */
export type OfferedProfile = {
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** Its picture, drawn by the app. */
  readonly avatar: Avatar;
};

/** What proves who somebody is, beside a password. */
export type MySecurity = {
  /** Whether signing in asks for the code of an authenticator app. */
  readonly authenticator: Scalars['Boolean']['output'];
  /** How many recovery codes were not used yet. */
  readonly recoveryCodesLeft: Scalars['Int']['output'];
  /** The caller's passkeys, the oldest first. */
  readonly passkeys: ReadonlyArray<Passkey>;
};

/** A way to prove a second time who somebody is. */
export type SecondFactorMethod =
  /** By a passkey. */
  | 'PASSKEY'
  /** By the code of an authenticator app. */
  | 'CODE'
  /** By a recovery code. */
  | 'RECOVERY_CODE';

/** The password or the link was right, and the account asks for a second proof: go on with `completeSignIn`. */
export type SecondFactorNeeded = {
  /** What `completeSignIn` wants to have. It is worth nothing without the proof, nor after a change of the password. */
  readonly challenge: Scalars['String']['output'];
  /** The ways that this account has, the best first. */
  readonly methods: ReadonlyArray<SecondFactorMethod>;
  /** Until when. */
  readonly until: Scalars['DateTime']['output'];
};

/** What came of `completeSignIn`. */
export type CompleteSignInResult = SignedIn | DeviceLimitReached | CommandRefused | InvalidInput | Conflict;

/** What came of `confirmItIsMe`. */
export type ConfirmResult = ItIsMe | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** It was proved who is signed in on this device. */
export type ItIsMe = {
  /** Until when that counts. */
  readonly until: Scalars['DateTime']['output'];
  /** What a program carries from now on; null: the browser got cookies. */
  readonly tokens?: Maybe<SessionTokens>;
};

/** What came of `beginAuthenticator`. */
export type BeginAuthenticatorResult = AuthenticatorBegun | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** What an authenticator app has to know. */
export type AuthenticatorBegun = {
  /** The secret in base32, for typing. */
  readonly secret: Scalars['String']['output'];
  /** The same as an address (`otpauth:`), for a picture that the app reads. */
  readonly uri: Scalars['String']['output'];
  /** What `addAuthenticator` wants to have. */
  readonly setup: Scalars['String']['output'];
};

/** What came of `addAuthenticator`. */
export type AddAuthenticatorResult = AuthenticatorAdded | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** Signing in asks for the app from now on. */
export type AuthenticatorAdded = {
  /** Codes for whoever loses the app, shown this once; empty: the account has some already. */
  readonly recoveryCodes: ReadonlyArray<Scalars['String']['output']>;
};

/** What came of `makeRecoveryCodes`. */
export type MakeRecoveryCodesResult = RecoveryCodes | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** Codes for whoever loses the app or the passkey, shown this once. */
export type RecoveryCodes = {
  /** Each is taken once. */
  readonly codes: ReadonlyArray<Scalars['String']['output']>;
};

/** What came of a change to what proves who somebody is. */
export type FactorResult = FactorChanged | NotFound | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The account is as was asked. */
export type FactorChanged = {
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What a passkey is asked for. */
export type PasskeyPurpose =
  /** To sign in without address and password. */
  | 'SIGN_IN'
  /** As the second proof of a sign-in. */
  | 'SECOND_FACTOR'
  /** To prove once more who is signed in. */
  | 'CONFIRM';

/** What came of asking for options. */
export type PasskeyOptionsResult = PasskeyOptions | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** What a browser is asked for. */
export type PasskeyOptions = {
  /** The options of WebAuthn as JSON (`PublicKeyCredentialRequestOptionsJSON` or `PublicKeyCredentialCreationOptionsJSON`). */
  readonly json: Scalars['String']['output'];
};

/** What came of `signInByPasskey`. */
export type SignInByPasskeyResult = SignedIn | DeviceLimitReached | CommandRefused | InvalidInput | Conflict;

/** A key on a device of its owner, which signs in without a password. */
export type Passkey = {
  /** Names it. */
  readonly id: Scalars['ID']['output'];
  /** What its owner calls it. */
  readonly name: Scalars['String']['output'];
  /** When it was added. */
  readonly addedAt: Scalars['DateTime']['output'];
};

/** What came of `pairing`. */
export type PairingLookup = PairingAsk | CommandRefused | InvalidInput | NotFound | NotAllowed;

/** A screen that asks to be let in. */
export type PairingAsk = {
  /** The code that it shows, with its dash. */
  readonly userCode: Scalars['String']['output'];
  /** What it calls itself; whoever asks chose it. */
  readonly device: Scalars['String']['output'];
  /** Whether it asks from the caller's own network. False is usual for phones away from home or on mobile data. */
  readonly sameNetwork: Scalars['Boolean']['output'];
  /** When it began to show the code. */
  readonly askedAt: Scalars['DateTime']['output'];
  /** When the code ends. */
  readonly expiresAt: Scalars['DateTime']['output'];
};

/** What came of `startPairing`. */
export type StartPairingResult = PairingStarted | CommandRefused | InvalidInput | Conflict;

/** A screen shows a code. */
export type PairingStarted = {
  /** For `pollPairing`; nobody but the screen may know it. */
  readonly deviceCode: Scalars['String']['output'];
  /** What people read and type, e.g. `BCDF-GHJK`: no vowels, nothing that looks like a digit. */
  readonly userCode: Scalars['String']['output'];
  /** Where they type it. */
  readonly verificationUrl: Scalars['String']['output'];
  /** The same with the code in it, for a picture that phones read. */
  readonly verificationUrlComplete: Scalars['String']['output'];
  /** When the code ends. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** How long to wait between two polls, seconds. */
  readonly interval: Scalars['Int']['output'];
};

/** What came of `pollPairing`. Refusals: `pairing.denied`, `pairing.expired`. */
export type PollPairingResult = PairingPending | PairingSlowDown | SignedIn | CommandRefused | InvalidInput | Conflict;

/** Nobody has answered yet: ask again after the interval. */
export type PairingPending = {
  /** How long to wait, seconds. */
  readonly interval: Scalars['Int']['output'];
};

/** It was asked too often; this time did not count. */
export type PairingSlowDown = {
  /** How long to wait from now on, seconds. */
  readonly interval: Scalars['Int']['output'];
};

/** What came of `approvePairing` and `denyPairing`. Refusals: `pairing.limited` (a profile with limits watches here; it says no alone). */
export type AnswerPairingResult = PairingAnswered | CommandRefused | InvalidInput | Conflict | NotFound | NotAllowed;

/** The screen learns of it at its next poll. */
export type PairingAnswered = {
  /** What the screen calls itself. */
  readonly device: Scalars['String']['output'];
};

/** Somebody else that people may prove to who they are (OpenID Connect). Browsers go to `/openid/{id}/start?next=/page`. */
export type OpenIdProvider = {
  /** Its id, a part of addresses. */
  readonly id: Scalars['ID']['output'];
  /** Its name for people. */
  readonly name: Scalars['String']['output'];
};

/** What came of `linkOpenId`. */
export type LinkOpenIdResult = OpenIdsChanged | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** What came of `unlinkOpenId`. */
export type UnlinkOpenIdResult = OpenIdsChanged | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** Other providers lead to the account now. */
export type OpenIdsChanged = {
  /** All that do. */
  readonly openIds: ReadonlyArray<OpenIdProvider>;
};

/** Somebody who works here sees as this viewer does, and changes nothing. */
export type SeeingAs = {
  /** The person's address; null: it cannot be read now. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** What their household calls the profile; null: as nobody of the household. */
  readonly profile?: Maybe<Scalars['String']['output']>;
  /** When it ends by itself. */
  readonly until: Scalars['DateTime']['output'];
};

/** One time that somebody who works here looked at a person: that it was support, and never who. */
export type SupportLook = {
  /** What they looked at. */
  readonly what: LookKind;
  /** When, or since when. */
  readonly at: Scalars['DateTime']['output'];
  /** Until when at most; null: it was one look. */
  readonly until?: Maybe<Scalars['DateTime']['output']>;
};

/** What somebody who works here may look at. */
export type LookKind =
  /** The person's page: their address, roles, devices and profiles. */
  | 'PAGE'
  /** Reprise as their household sees it. */
  | 'SEE_AS';

/** What came of `beginSeeAs`. */
export type BeginSeeAsResult = SeeAsBegan | CommandRefused | InvalidInput | Conflict | NotFound | NotAllowed;

/** The caller sees as somebody else from the next request on. */
export type SeeAsBegan = {
  /** When it ends by itself. */
  readonly until: Scalars['DateTime']['output'];
  /** What a reader may wait for. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `endSeeAs`. */
export type EndSeeAsResult = SeeAsOver | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** The caller is themselves from the next request on. */
export type SeeAsOver = {
  /** What a reader may wait for; `0` when it was over already. */
  readonly token: Scalars['Position']['output'];
};

/** The file that is going to be uploaded. */
export type StartUploadInput = {
  /** The file's name as people know it; a path before it is dropped. */
  readonly fileName: Scalars['String']['input'];
  /** Its size in bytes as decimal text: sizes may exceed 2^31. */
  readonly sizeBytes: Scalars['String']['input'];
};

/** What came of `startUpload`. */
export type StartUploadResult = UploadStarted | CommandRefused | InvalidInput | NotAllowed | Conflict;

/** The upload is announced; its bytes may come. */
export type UploadStarted = {
  /** A UUID in lower case; goes into the tus metadata. */
  readonly uploadId: Scalars['ID']['output'];
  /** The asset that the file becomes. */
  readonly assetId: Scalars['ID']['output'];
  /** The title that the asset gets in the catalogue. */
  readonly titleId: Scalars['ID']['output'];
  /** Path of the tus endpoint. */
  readonly uploadUrl: Scalars['String']['output'];
  /** What a reader may wait for to see the upload; `0` when it was announced before. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `abortUpload`. */
export type AbortUploadResult = UploadAborted | CommandRefused | InvalidInput | NotFound | NotAllowed | Conflict;

/** The upload is given up and its bytes are gone. */
export type UploadAborted = {
  /** A UUID in lower case. */
  readonly uploadId: Scalars['ID']['output'];
  /** What a reader may wait for to see it; `0` when it was given up before. */
  readonly token: Scalars['Position']['output'];
};

/** Where a film is in the pipeline. */
export type AssetStage =
  /** Its bytes are still coming. */
  | 'UPLOADING'
  /** The upload was given up. */
  | 'ABORTED'
  /** It is being looked at: what streams it has, whether they can be decoded. */
  | 'PROBING'
  /** Its renditions are being made. */
  | 'ENCODING'
  /** Renditions are being cut into segments and manifests. */
  | 'PACKAGING'
  /** It can be played. */
  | 'READY'
  /** It cannot be made playable; `rejection` says why. */
  | 'REJECTED';

/** How many films are in a stage. */
export type StageCount = {
  /** The stage. */
  readonly stage: AssetStage;
  /** Films in it now. */
  readonly count: Scalars['Int']['output'];
};

/** An uploaded film and its way through the pipeline. */
export type Asset = {
  /** A UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** The upload that brought it. */
  readonly uploadId: Scalars['ID']['output'];
  /** The file's name as it was uploaded. */
  readonly fileName: Scalars['String']['output'];
  /** Size of the file in bytes, as decimal text. */
  readonly sizeBytes: Scalars['String']['output'];
  /** SHA-256 of the file in hex; null until the upload is complete. */
  readonly sha256?: Maybe<Scalars['String']['output']>;
  /** Where it is in the pipeline. */
  readonly stage: AssetStage;
  /** Running time in milliseconds; null until it was measured. */
  readonly durationMs?: Maybe<Scalars['Int']['output']>;
  /** What the picture is like; null until it was measured. */
  readonly video?: Maybe<VideoFacts>;
  /** The renditions that it gets, the largest first; empty until they are planned. */
  readonly renditions: ReadonlyArray<Rendition>;
  /** The work that was requested for it, in the order of the requests. */
  readonly jobs: ReadonlyArray<Job>;
  /** Why it was rejected; null unless it was. */
  readonly rejection?: Maybe<Rejection>;
  /** What is no reason to reject it and worth knowing: what was left out, repaired or changed. Empty when it was taken as it is. */
  readonly notes: ReadonlyArray<AssetNote>;
  /** Path of the poster (JPEG), signed and good until the end of the next day; null while there is none. */
  readonly posterUrl?: Maybe<Scalars['String']['output']>;
  /** A few pixels of the poster as a data URL, to show while it loads; null while there is none. */
  readonly posterPlaceholder?: Maybe<Scalars['String']['output']>;
  /** The title that it became; null until the catalogue has it. */
  readonly title?: Maybe<Title>;
  /** When its upload was announced. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** The last event that this row shows. */
  readonly position: Scalars['Position']['output'];
};

/** What a film's picture is like. */
export type VideoFacts = {
  /** The codec of the uploaded file, as ffprobe names it. */
  readonly codec: Scalars['String']['output'];
  /** Pixels. */
  readonly width: Scalars['Int']['output'];
  /** Pixels. */
  readonly height: Scalars['Int']['output'];
  /** Frames per second. */
  readonly fps: Scalars['Float']['output'];
};

/** One encoding of a film for one bandwidth. */
export type Rendition = {
  /** Short name within the film, like `v720` or `audio`. */
  readonly name: Scalars['String']['output'];
  /** Pixels; null for sound. */
  readonly width?: Maybe<Scalars['Int']['output']>;
  /** Pixels; null for sound. */
  readonly height?: Maybe<Scalars['Int']['output']>;
  /** Planned peak in kilobits per second. */
  readonly bitrateKbps: Scalars['Int']['output'];
  /** Measured average in kilobits per second; null until it is packaged. */
  readonly averageKbps?: Maybe<Scalars['Int']['output']>;
  /** How far it is. */
  readonly state: RenditionState;
};

/** How far a rendition is. */
export type RenditionState =
  /** It will be made. */
  | 'PLANNED'
  /** Its bytes are there. */
  | 'ENCODED'
  /** It can be played. */
  | 'PACKAGED';

/** One piece of work on a film. */
export type Job = {
  /** A UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** What is done. */
  readonly kind: JobKind;
  /** How far it is. */
  readonly state: JobState;
  /** Which try this is, counted from 1; 0 before the first. */
  readonly attempt: Scalars['Int']['output'];
  /** Who works or worked on it last; null before the first try. */
  readonly worker?: Maybe<Scalars['String']['output']>;
  /** When it was requested. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** When the last try began; null before the first. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was completed or finally failed; null until then. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long the last try took, in milliseconds; null until one has ended. */
  readonly wallMs?: Maybe<Scalars['Int']['output']>;
  /** The last output of the program when a try failed; null when none has. */
  readonly lastError?: Maybe<Scalars['String']['output']>;
};

/** What is done to a film. */
export type JobKind =
  /** Its streams are measured. */
  | 'PROBE'
  /** A picture is taken of it. */
  | 'POSTER'
  /** Its renditions are made. */
  | 'ENCODE'
  /** Renditions are cut into segments and manifests. */
  | 'PACKAGE';

/** How far a job is. */
export type JobState =
  /** It waits for a worker. */
  | 'REQUESTED'
  /** A worker is on it. */
  | 'RUNNING'
  /** It is done. */
  | 'COMPLETED'
  /** A try failed or was given back; another one follows. */
  | 'RETRYING'
  /** It cannot be done. */
  | 'FAILED'
  /** Nobody waits for it any more: its film has ended, or it was asked for again. */
  | 'CANCELLED';

/** Why a film cannot be made playable. */
export type Rejection = {
  /** The stage in which it failed. */
  readonly stage: Scalars['String']['output'];
  /** The reason for programs, in kebab-case; it does not change. */
  readonly code: Scalars['String']['output'];
  /** The reason for people. */
  readonly message: Scalars['String']['output'];
  /** The output of the program, for those who look closer. */
  readonly detail: Scalars['String']['output'];
};

/** What is worth knowing about a film that was taken: what was left out, repaired or changed. */
export type AssetNote = {
  /** The job that found it. */
  readonly stage: JobKind;
  /** The note for programs, in kebab-case; new ones may come. */
  readonly code: Scalars['String']['output'];
  /** The note for people: what was found and what was done. */
  readonly message: Scalars['String']['output'];
};

/** How far a running job is. */
export type JobProgress = {
  /** The film. */
  readonly assetId: Scalars['ID']['output'];
  /** The job. */
  readonly jobId: Scalars['ID']['output'];
  /** What is done. */
  readonly kind: JobKind;
  /** Which try this is, counted from 1. */
  readonly attempt: Scalars['Int']['output'];
  /** 0 to 1. */
  readonly fraction: Scalars['Float']['output'];
  /** Encoded frames per second; null where nothing is encoded. */
  readonly fps?: Maybe<Scalars['Float']['output']>;
  /** Times real time: 2 is a minute of film in half a minute; null where nothing is encoded. */
  readonly speed?: Maybe<Scalars['Float']['output']>;
};

/** A page of the pipeline board. */
export type AssetConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<AssetEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
};

/** One film of a page. */
export type AssetEdge = {
  /** What to send as `after` to go on behind this row. */
  readonly cursor: Scalars['String']['output'];
  /** The film. */
  readonly node: Asset;
};

/** What to change of a title. A field that is left out stays; null clears it, where it may be empty. */
export type EditTitleInput = {
  /** The title's id, a UUID in lower case. */
  readonly titleId: Scalars['ID']['input'];
  /** The `revision` that the caller was shown: refused when somebody changed the title since. Null: whatever it is now. */
  readonly expectedRevision?: InputMaybe<Scalars['String']['input']>;
  /** The name that viewers see. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** A few sentences about the film. */
  readonly synopsis?: InputMaybe<Scalars['String']['input']>;
  /** The year of the first release. */
  readonly releaseYear?: InputMaybe<Scalars['Int']['input']>;
  /** Who made it and under which licence. */
  readonly attribution?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `editTitle`. */
export type EditTitleResult = TitleEdited | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The title says what was asked. */
export type TitleEdited = {
  /** The title after the change. */
  readonly title: Title;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `publishTitle`. */
export type PublishTitleResult = TitlePublished | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** Viewers see the title. */
export type TitlePublished = {
  /** The title after the change. */
  readonly title: Title;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `unpublishTitle`. */
export type UnpublishTitleResult = TitleUnpublished | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** Viewers see the title no more. */
export type TitleUnpublished = {
  /** The title after the change. */
  readonly title: Title;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `rateTitle`. */
export type RateTitleResult = TitleRated | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The title has this age. */
export type TitleRated = {
  /** The title after the change. */
  readonly title: Title;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `tagTitle`. */
export type TagTitleResult = TitleTagged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The title has these tags. */
export type TitleTagged = {
  /** The title after the change. */
  readonly title: Title;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** A tag that titles have. */
export type TitleTag = {
  /** The tag, in lower case. */
  readonly tag: Scalars['String']['output'];
  /** How many titles have it. */
  readonly titles: Scalars['Int']['output'];
};

/** What came of a change of a title's rights. */
export type ChangeRightsResult = RightsChanged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The title has these windows. */
export type RightsChanged = {
  /** The title after the change. */
  readonly title: Title;
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** For what a window is. */
export type RightsModel =
  /** Everybody sees and plays it. */
  | 'FREE'
  /** Everybody sees it; to play it takes a plan. */
  | 'SVOD'
  /** Everybody sees it; to play it, it is rented. */
  | 'RENT'
  /** Everybody sees it; to play it, it is bought, and then it stays. */
  | 'BUY';

/** A window in which a title may be shown. No two of one kind hold in one place at one time. */
export type RightsWindow = {
  /** A UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** For what it is. */
  readonly model: RightsModel;
  /** Where it holds, ISO 3166-1 alpha-2; none: everywhere. */
  readonly territories: ReadonlyArray<Scalars['String']['output']>;
  /** Where it does not, of everywhere. */
  readonly except: ReadonlyArray<Scalars['String']['output']>;
  /** From when on. */
  readonly start: Scalars['DateTime']['output'];
  /** Until when, without that instant; null: until somebody ends it. */
  readonly end?: Maybe<Scalars['DateTime']['output']>;
  /** The highest picture, in pixels; null: any. */
  readonly maxHeight?: Maybe<Scalars['Int']['output']>;
  /** Whether somebody ended it: it is changed no more. */
  readonly isEnded: Scalars['Boolean']['output'];
};

/** A window in which a title may be shown. */
export type RightsWindowInput = {
  /** For what it is. */
  readonly model: RightsModel;
  /** Where it holds, ISO 3166-1 alpha-2; none: everywhere. */
  readonly territories?: ReadonlyArray<Scalars['String']['input']>;
  /** Where it does not, of everywhere; only where no territories are named. */
  readonly except?: ReadonlyArray<Scalars['String']['input']>;
  /** From when on, ISO 8601 in UTC. */
  readonly start: Scalars['DateTime']['input'];
  /** Until when, without that instant, ISO 8601 in UTC; null: until somebody ends it. */
  readonly end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The highest picture, in pixels; null: any. */
  readonly maxHeight?: InputMaybe<Scalars['Int']['input']>;
};

/** Where a title is between upload and audience. */
export type TitleStatus =
  /** Not published yet. */
  | 'DRAFT'
  /** Viewers see it. */
  | 'PUBLISHED'
  /** It was published and then taken down. */
  | 'UNPUBLISHED';

/** A film as the catalogue shows it. */
export type Title = {
  /** A UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** Where it is between upload and audience. Viewers only ever see published ones. */
  readonly status: TitleStatus;
  /** The name that viewers see. */
  readonly name: Scalars['String']['output'];
  /** A few sentences about the film; null until an editor writes them. */
  readonly synopsis?: Maybe<Scalars['String']['output']>;
  /** The year of the first release; null when it was not given. */
  readonly releaseYear?: Maybe<Scalars['Int']['output']>;
  /** Who made it and under which licence; null when it was not given. */
  readonly attribution?: Maybe<Scalars['String']['output']>;
  /** The age from which on it is suitable, in years, 0 to 18; null: nobody has rated it. */
  readonly age?: Maybe<Scalars['Int']['output']>;
  /** Words by which titles are grouped, in lower case and in order; plans may have the titles of some of them. Empty: it has none. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Running time in milliseconds; null until the film was measured. */
  readonly durationMs?: Maybe<Scalars['Int']['output']>;
  /** Path of the poster (JPEG), signed and good until the end of the next day; null while there is none. */
  readonly posterUrl?: Maybe<Scalars['String']['output']>;
  /** A few pixels of the poster as a data URL, to show while it loads; null while there is none. */
  readonly posterPlaceholder?: Maybe<Scalars['String']['output']>;
  /** Whether a package exists that can be played. */
  readonly playable: Scalars['Boolean']['output'];
  /** Where this viewer left off; null when they never began. */
  readonly progress?: Maybe<WatchProgress>;
  /** The uploaded film behind the title; null when the pipeline does not know it any more. */
  readonly asset?: Maybe<Asset>;
  /** Windows in which it may be shown, those that are over too; none: nobody said any. */
  readonly rights: ReadonlyArray<RightsWindow>;
  /** When the title came into the catalogue. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it was last published; null when it never was. */
  readonly publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Counts the title's changes, as decimal text; goes into `expectedRevision`. */
  readonly revision: Scalars['String']['output'];
  /**
   * Whether the caller may play it now, by what, or why not and by what it can be had. For lists too: it is worked out from what the gateway holds in
   * memory, prices are asked for once for all titles of an answer. Starting it asks again, in full.
   */
  readonly access: TitleAccess;
  /**
   * For how much the caller can rent and buy it where they are, renting first. Empty: it is not sold there by itself, they see it without paying
   * for it, or nobody takes money here.
   */
  readonly offers: ReadonlyArray<TitleOffer>;
  /**
   * Whether the caller sees it and can play it only after they have paid: by a plan, by renting or by buying. False too where it cannot be
   * played at all.
   */
  readonly mustPay: Scalars['Boolean']['output'];
  /** What the caller's account has of it, or is paying for: what was bought before what was rented. Null: nothing, or they are not signed in. */
  readonly purchase?: Maybe<Purchase>;
  /** Every price that it ever had by itself, or will have, the latest first. */
  readonly prices: ReadonlyArray<TitlePrice>;
};

/** A page of titles. */
export type TitleConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<TitleEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
};

/** One title of a page. */
export type TitleEdge = {
  /** What to send as `after` to go on behind this row. */
  readonly cursor: Scalars['String']['output'];
  /** The title. */
  readonly node: Title;
};

/** What came of `startPlayback`. */
export type StartPlaybackResult = PlaybackStarted | PlaybackRefused | NotFound | CommandRefused | InvalidInput | Conflict;

/** A session is open: everything that a player needs. */
export type PlaybackStarted = {
  /** A UUID in lower case. */
  readonly sessionId: Scalars['ID']['output'];
  /** Path of the HLS manifest; relative URLs in it carry the same signature. */
  readonly hlsUrl: Scalars['String']['output'];
  /** Path of the DASH manifest; relative URLs in it carry the same signature. */
  readonly dashUrl: Scalars['String']['output'];
  /** Signed, names the session; goes with every heartbeat to `POST heartbeatUrl`. */
  readonly sessionToken: Scalars['String']['output'];
  /** Path to post heartbeats to. */
  readonly heartbeatUrl: Scalars['String']['output'];
  /** Path to post reports of CMCD 2 to, in event mode, instead of heartbeats; it holds the session token. */
  readonly cmcdUrl: Scalars['String']['output'];
  /** Seconds between heartbeats. */
  readonly heartbeatEverySeconds: Scalars['Int']['output'];
  /** Where this viewer left off, in milliseconds from the start; 0 for a film that was never begun or was seen to its end. */
  readonly resumeAtMs: Scalars['Int']['output'];
  /** When the media URLs stop working, unless `renewPlayback` renews them. They stop earlier when the title is taken down. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** After how many seconds to call `renewPlayback`. */
  readonly renewAfterSeconds: Scalars['Int']['output'];
  /** The title that plays. */
  readonly title: Title;
};

/** What came of `endPlayback`. */
export type EndPlaybackResult = PlaybackEnded | NotFound | CommandRefused | InvalidInput | Conflict;

/** The session is closed. */
export type PlaybackEnded = {
  /** A UUID in lower case. */
  readonly sessionId: Scalars['ID']['output'];
};

/** Why a playback ended. */
export type PlaybackEndReason =
  /** The film was seen to its end. */
  | 'ENDED'
  /** The viewer left. */
  | 'QUIT'
  /** The player gave up. */
  | 'ERROR';

/** How many watch now. */
export type WatchingNow = {
  /** Sessions of all titles. */
  readonly sessions: Scalars['Int']['output'];
  /** The titles that were asked for, in that order. */
  readonly titles: ReadonlyArray<TitleWatched>;
};

/** How many watch one title now. */
export type TitleWatched = {
  /** The title's id, a UUID in lower case. */
  readonly titleId: Scalars['ID']['output'];
  /** Sessions that play it; 0 when nobody does, or when there is no such title. */
  readonly sessions: Scalars['Int']['output'];
};

/** Whether somebody may play a title, as far as that is known before it is started: nothing of their device and of their streams at once. */
export type TitleAccess = {
  /** Whether it plays. */
  readonly canWatch: Scalars['Boolean']['output'];
  /** Why not. Null: it plays, or there is nothing to play yet. */
  readonly reason?: Maybe<PlaybackDenial>;
  /** What of theirs it plays by. Null: it takes nothing, or does not play. */
  readonly by?: Maybe<AccessBy>;
  /** When that is over, if it is not renewed. Null: never, or it takes nothing. */
  readonly until?: Maybe<Scalars['DateTime']['output']>;
  /** By what it can be had where they are, the title by itself first. Empty: it plays, or is not to be had by paying. */
  readonly offers: ReadonlyArray<PlaybackOffer>;
};

/** By what a title plays. */
export type AccessBy =
  /** A plan that has it in it. */
  | 'PLAN'
  /** They rented it. */
  | 'RENTAL'
  /** They bought it. */
  | 'PURCHASE'
  /** It was given to them. */
  | 'GIFT';

/** A film cannot be played by this viewer now, and they may know why. */
export type PlaybackRefused = Refusal & {
  /** Stable, in lower case with dots, for programs. */
  readonly code: Scalars['String']['output'];
  /** What to do about it, for people. */
  readonly message: Scalars['String']['output'];
  /** The first rule that did not hold. */
  readonly reason: PlaybackDenial;
  /** Every rule that did not hold, in the order in which they are looked at. */
  readonly allReasons: ReadonlyArray<PlaybackDenial>;
  /** When the film is shown here again. Null: nobody knows, or that is not the reason. */
  readonly opensAt?: Maybe<Scalars['DateTime']['output']>;
  /** By what it can be had here now. Empty: what is missing is not to be bought. */
  readonly offers: ReadonlyArray<PlaybackOffer>;
  /** For the reason `TOO_MANY_STREAMS`: what the account plays now. Stop one with `stopPlayback`, and start again. Otherwise empty. */
  readonly activeStreams: ReadonlyArray<ActiveStream>;
  /** For the reason `TOO_MANY_STREAMS`: how many may play at once. Otherwise null. */
  readonly streamLimit?: Maybe<Scalars['Int']['output']>;
};

/** Why a film cannot be played. */
export type PlaybackDenial =
  /** It takes a plan that has the film in it, or to rent or buy it. */
  | 'PLAN_REQUIRED'
  /** They have a plan with the film in it, which is not paid for. */
  | 'PAYMENT_DUE'
  /** They rented it, and the time is over. */
  | 'RENTAL_EXPIRED'
  /** It is not shown at the moment; told only to who began it or paid for it, as are the next two. */
  | 'OUTSIDE_WINDOW'
  /** It is not shown where they are. */
  | 'TERRITORY'
  /** It is shown in some countries only, and nobody can tell where they are. */
  | 'LOCATION_UNVERIFIED'
  /** The account plays nothing for now: people who work here suspended it. */
  | 'ACCOUNT_SUSPENDED'
  /** It is above the cap of the profile: the PIN of somebody grown up of the household opens it, see `startPlayback`. */
  | 'PIN_REQUIRED'
  /** The device was blocked for the account. */
  | 'DEVICE_BLOCKED'
  /** The device was signed out. */
  | 'SIGNED_OUT'
  /** The account plays as many films at once as it may. */
  | 'TOO_MANY_STREAMS';

/** A way to get a film. */
export type PlaybackOffer = PlanOffer | TitleOffer;

/** A plan that has the film in it. */
export type PlanOffer = {
  /** The plan's id, a UUID. */
  readonly planId: Scalars['ID']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** What it costs where the viewer is, for one interval. */
  readonly price: Money;
  /** How often is paid. */
  readonly interval: PlanInterval;
  /** How many days it may be tried for nothing; 0: not at all. */
  readonly trialDays: Scalars['Int']['output'];
};

/** A page of decisions. */
export type PlaybackDecisionConnection = {
  /** The rows. */
  readonly edges: ReadonlyArray<PlaybackDecisionEdge>;
  /** Whether and how it goes on. */
  readonly pageInfo: PageInfo;
};

/** A row of a page of decisions. */
export type PlaybackDecisionEdge = {
  /** Where it stands, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The decision. */
  readonly node: PlaybackDecision;
};

/** What was decided when somebody asked to watch a title. */
export type PlaybackDecision = {
  /** The playback that it is about, whether or not it began; a UUID. */
  readonly sessionId: Scalars['ID']['output'];
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Which title; null: there is none of that id any more. */
  readonly title?: Maybe<Title>;
  /** The title's id. */
  readonly titleId: Scalars['ID']['output'];
  /** Who of the household. */
  readonly profileId: Scalars['ID']['output'];
  /** Whether it was granted. */
  readonly allow: Scalars['Boolean']['output'];
  /** What did not hold, the first rule first. Empty: it was granted. */
  readonly reasons: ReadonlyArray<DecisionReason>;
  /** The subscription or purchase that it was granted by; null: it took none, or was refused. */
  readonly grantId?: Maybe<Scalars['ID']['output']>;
  /** The height of the picture at most, in lines; null: any. */
  readonly maxHeight?: Maybe<Scalars['Int']['output']>;
  /** Where they were, ISO 3166-1 alpha-2; null: nobody knew. */
  readonly territory?: Maybe<Scalars['String']['output']>;
  /** Whether something could not be asked, and what was known last counted. */
  readonly degraded: Scalars['Boolean']['output'];
  /** The version of the rules that it was decided by. */
  readonly policyVersion: Scalars['Int']['output'];
};

/** A rule that did not hold. */
export type DecisionReason = {
  /** Its name, in capitals, e.g. `PLAN_REQUIRED`. */
  readonly code: Scalars['String']['output'];
  /** What it means, for people who work here. */
  readonly text: Scalars['String']['output'];
};

/** Whether somebody may see and play a title now. */
export type PlaybackExplanation = {
  /** When that was asked. */
  readonly at: Scalars['DateTime']['output'];
  /** Where they are taken to be, ISO 3166-1 alpha-2; null: nobody knows. */
  readonly territory?: Maybe<Scalars['String']['output']>;
  /** Whether they know of the title: it is in lists, searches and pages for them. */
  readonly seen: Scalars['Boolean']['output'];
  /** Whether it plays for them, if nothing is against their device and their streams at once. */
  readonly allow: Scalars['Boolean']['output'];
  /** What does not hold, the first rule first. Empty: it plays. */
  readonly reasons: ReadonlyArray<DecisionReason>;
  /** What of theirs it plays by: `plan`, `rental`, `purchase` or `promo`; null: it takes nothing, or does not play. */
  readonly grant?: Maybe<Scalars['String']['output']>;
  /** The height of the picture at most, in lines; null: any. */
  readonly maxHeight?: Maybe<Scalars['Int']['output']>;
  /** When the answer may be another one by itself; null: never. */
  readonly validUntil?: Maybe<Scalars['DateTime']['output']>;
  /** When the next window opens there; null: none is known. */
  readonly opensAt?: Maybe<Scalars['DateTime']['output']>;
  /** The version of the rules. */
  readonly policyVersion: Scalars['Int']['output'];
};

/** What came of `renewPlayback`. `NotFound`, and the code `stream.stopped`: the session is over, start the film again. */
export type RenewPlaybackResult = PlaybackRenewed | PlaybackRefused | NotFound | CommandRefused | InvalidInput | Conflict;

/** The session goes on. */
export type PlaybackRenewed = {
  /** A UUID in lower case. */
  readonly sessionId: Scalars['ID']['output'];
  /** Path of the HLS manifest; relative URLs in it carry the same signature. */
  readonly hlsUrl: Scalars['String']['output'];
  /** Path of the DASH manifest; relative URLs in it carry the same signature. */
  readonly dashUrl: Scalars['String']['output'];
  /** Signed, names the session; takes the place of the one before. */
  readonly sessionToken: Scalars['String']['output'];
  /** When the media addresses stop working, unless they are renewed. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** After how many seconds to renew again. */
  readonly renewAfterSeconds: Scalars['Int']['output'];
};

/** What came of `stopPlayback`. `NotFound`: the account plays no such thing; it may be over already. */
export type StopPlaybackResult = PlaybackStopped | NotFound | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** It is played no more. */
export type PlaybackStopped = {
  /** The playback, a UUID in lower case. */
  readonly sessionId: Scalars['ID']['output'];
};

/** One of the streams that an account plays at once. */
export type ActiveStream = {
  /** The playback, a UUID in lower case. */
  readonly sessionId: Scalars['ID']['output'];
  /** What plays; null: nothing that is shown to the caller. */
  readonly title?: Maybe<Title>;
  /** What the device is called: its name, else kind of browser and system. Null: nobody knows. */
  readonly device?: Maybe<Scalars['String']['output']>;
  /** When it began. */
  readonly since: Scalars['DateTime']['output'];
  /** Whether it plays on the device that asks. */
  readonly isHere: Scalars['Boolean']['output'];
};

/** What came of a mark. */
export type WatchMarkResult = WatchMarked | NotFound | CommandRefused | InvalidInput | Conflict;

/** The mark is made. */
export type WatchMarked = {
  /** The title's id, a UUID in lower case. */
  readonly titleId: Scalars['ID']['output'];
  /** Position in the log: sent back as the header `x-reprise-token` it makes the next read show the mark. */
  readonly token: Scalars['Position']['output'];
};

/** How far a viewer got in a title. */
export type WatchProgress = {
  /** The title. */
  readonly title: Title;
  /** Where they left off, in milliseconds from the start. */
  readonly positionMs: Scalars['Int']['output'];
  /** The title's running time in milliseconds, as it was when they watched; as it is now where they only marked it, 0 when nobody knows. */
  readonly durationMs: Scalars['Int']['output'];
  /** Whether they saw it to its end, or as good as, or marked it as watched. */
  readonly finished: Scalars['Boolean']['output'];
  /** Whether it is worth going on: over 5 % or a minute in, not finished, and not taken from continue watching. */
  readonly resumable: Scalars['Boolean']['output'];
  /** When they last watched; when they marked it, where they never did. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** An amount of money. */
export type Money = {
  /** In the smallest unit of the currency, e.g. cents. */
  readonly minor: Scalars['Int']['output'];
  /** ISO 4217. */
  readonly currency: Scalars['String']['output'];
};

/** Something to subscribe to, as it is sold where the caller is. */
export type Plan = {
  /** Its id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** What it is, in a few sentences; null: nobody said. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** How often is paid. */
  readonly interval: PlanInterval;
  /** How many days it may be tried for nothing; 0: not at all. */
  readonly trialDays: Scalars['Int']['output'];
  /** What it includes, for programs. */
  readonly features: PlanFeatures;
  /** What it includes, in words, a few for each. */
  readonly includes: ReadonlyArray<Scalars['String']['output']>;
  /** What is asked for it now. */
  readonly price: PlanPrice;
  /** What will be asked for it next; null: that is not known. */
  readonly priceToCome?: Maybe<PlanPrice>;
  /** The lowest price of the 30 days before the price fell, to be shown beside it. Null: it did not fall in the last 30 days. */
  readonly lowestPrice?: Maybe<Money>;
};

/** How often is paid: every so many of a unit. */
export type PlanInterval = {
  /** Of what. */
  readonly unit: PlanIntervalUnit;
  /** How many of them, at least 1. */
  readonly count: Scalars['Int']['output'];
};

/** What intervals are counted in. */
export type PlanIntervalUnit =
  /** Months of the calendar. */
  | 'MONTH'
  /** Years of the calendar. */
  | 'YEAR';

/** What a subscriber of a plan may do. */
export type PlanFeatures = {
  /** On how many devices at once films may play. */
  readonly streams: Scalars['Int']['output'];
  /** The height of the picture at most, in lines; null: as high as there is. */
  readonly maxHeight?: Maybe<Scalars['Int']['output']>;
  /** Whether advertisements are shown. */
  readonly ads: Scalars['Boolean']['output'];
  /** Whether films may be kept on a device. */
  readonly downloads: Scalars['Boolean']['output'];
  /** Films with one of these words; none: all films. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
};

/** What is asked for a plan from an instant on. */
export type PlanPrice = {
  /** Its id, a UUID: whoever subscribes says which price they saw. */
  readonly id: Scalars['ID']['output'];
  /** How much, for one interval. */
  readonly amount: Money;
  /** Whether tax is in it; if not, it comes on top. */
  readonly taxIncluded: Scalars['Boolean']['output'];
  /** From when on. */
  readonly from: Scalars['DateTime']['output'];
};

/** How often is paid. */
export type PlanIntervalInput = {
  /** What is counted. */
  readonly unit: PlanIntervalUnit;
  /** How many of it, 1 to 36. */
  readonly count?: Scalars['Int']['input'];
};

/** What a subscriber of a plan may do. */
export type PlanFeaturesInput = {
  /** Streams at once, 1 to 100. */
  readonly streams: Scalars['Int']['input'];
  /** The highest picture in lines, 144 to 8640; null: as high as there is. */
  readonly maxHeight?: InputMaybe<Scalars['Int']['input']>;
  /** Whether advertisements are shown. */
  readonly ads?: Scalars['Boolean']['input'];
  /** Whether films may be kept on a device. */
  readonly downloads?: Scalars['Boolean']['input'];
  /** Titles with one of these tags, at most 100 of up to 60 characters; none: the whole catalogue. */
  readonly tags?: ReadonlyArray<Scalars['String']['input']>;
};

/** A plan as whoever works here sees it. */
export type StudioPlan = {
  /** The plan's id, a UUID in lower case; its events are in the stream `plan-{id}`. */
  readonly id: Scalars['ID']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** What is said of it; null: nothing. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** How often is paid. */
  readonly interval: PlanInterval;
  /** How many days it may be tried for nothing; 0: not at all. */
  readonly trialDays: Scalars['Int']['output'];
  /** What it includes. */
  readonly features: PlanFeatures;
  /** The same in words, a few for each. */
  readonly includes: ReadonlyArray<Scalars['String']['output']>;
  /** Nobody can subscribe to it any more. */
  readonly retired: Scalars['Boolean']['output'];
  /** Every price that it ever had or will have, the latest first; at most 1000. */
  readonly prices: ReadonlyArray<StudioPlanPrice>;
  /** How its prices were told to those who have it, the latest first; at most 20. */
  readonly announcements: ReadonlyArray<PriceAnnouncement>;
};

/** One time that those who have a plan are told of a price that costs them more. */
export type PriceAnnouncement = {
  /** Its id, a UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** The id of the price. */
  readonly priceId: Scalars['ID']['output'];
  /** When it was asked for. */
  readonly askedAt: Scalars['DateTime']['output'];
  /** How many have been told, by this one or before. */
  readonly told: Scalars['Int']['output'];
  /** How many are not told: they pay as much or more, elsewhere, or are about to leave. */
  readonly skipped: Scalars['Int']['output'];
  /** How many had the plan when that was last looked up; null: nobody has looked yet. */
  readonly total?: Maybe<Scalars['Int']['output']>;
  /** Whether everybody was looked at. */
  readonly done: Scalars['Boolean']['output'];
};

/** What a plan costs somewhere from an instant on. */
export type StudioPlanPrice = {
  /** The price's id, a UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** Where it holds, ISO 3166-1 alpha-2; null: wherever there is no price of its own. */
  readonly territory?: Maybe<Scalars['String']['output']>;
  /** What is asked. */
  readonly price: Money;
  /** Whether tax is in it already. */
  readonly taxIncluded: Scalars['Boolean']['output'];
  /** From when on it is asked, until the next one of its territory begins. */
  readonly from: Scalars['DateTime']['output'];
  /** How many days before it is told to whoever has the plan and pays less. */
  readonly noticeDays: Scalars['Int']['output'];
};

/** What came of a change of plans or prices. */
export type ChangePlansResult = PlansChanged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The plan is as was asked. */
export type PlansChanged = {
  /** The plan's id, a UUID in lower case. */
  readonly planId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** How a title is sold by itself. */
export type SaleModel =
  /** For a time: 30 days to begin, then 48 hours. */
  | 'RENT'
  /** For good. */
  | 'BUY';

/** For how much a title can be rented or bought where the caller is. */
export type TitleOffer = {
  /** Whether it is rented or bought. */
  readonly model: SaleModel;
  /** The price's id, a UUID: whoever rents or buys says which one they saw. */
  readonly priceId: Scalars['ID']['output'];
  /** How much. */
  readonly price: Money;
  /** Whether tax is in it; if not, it comes on top. */
  readonly taxIncluded: Scalars['Boolean']['output'];
  /** The lowest price of the 30 days before the price fell, to be shown beside it. Null: it did not fall in the last 30 days. */
  readonly lowestPrice?: Maybe<Money>;
  /** Within how many days a rental must be begun; null: it is for good. */
  readonly startWithinDays?: Maybe<Scalars['Int']['output']>;
  /** Within how many hours from its beginning a rental can be watched; null: it is for good. */
  readonly finishWithinHours?: Maybe<Scalars['Int']['output']>;
};

/** A price of a title, for those who set them. */
export type TitlePrice = {
  /** Its id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** Whether it is for renting or buying. */
  readonly model: SaleModel;
  /** ISO 3166-1 alpha-2; null: wherever there is no price of its own. */
  readonly territory?: Maybe<Scalars['String']['output']>;
  /** How much. */
  readonly amount: Money;
  /** Whether tax is in it; if not, it comes on top. */
  readonly taxIncluded: Scalars['Boolean']['output'];
  /** From when on it is asked. */
  readonly from: Scalars['DateTime']['output'];
  /** When it was withdrawn; null: it was not. */
  readonly withdrawnAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A price that a title gets. */
export type TitlePriceInput = {
  /** Whether it is for renting or buying. */
  readonly model: SaleModel;
  /** ISO 3166-1 alpha-2; null: wherever there is no price of its own. */
  readonly territory?: InputMaybe<Scalars['String']['input']>;
  /** In the smallest unit of the currency, e.g. cents; 0, or at least 50. */
  readonly amountMinor: Scalars['Int']['input'];
  /** ISO 4217. */
  readonly currency: Scalars['String']['input'];
  /** Whether tax is in it; if not, it comes on top. */
  readonly taxIncluded: Scalars['Boolean']['input'];
  /** From when on it is asked, never in the past; null: from now on. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Where a rental or purchase stands. */
export type PurchaseStatus =
  /** Its payment is on its way. */
  | 'PAYING'
  /** The bank wants the customer to confirm the payment, of the invoice `invoiceId`. */
  | 'CONFIRM'
  /** It can be watched. */
  | 'YOURS'
  /** Its money is on its way back. */
  | 'REFUNDING'
  /** It could not be paid, see `failure`; nothing is owed. Whoever still wants it asks again. */
  | 'FAILED'
  /** It was given up before it was paid. */
  | 'ABANDONED'
  /** Its time is over. */
  | 'EXPIRED'
  /** Its money went back. */
  | 'REFUNDED'
  /** It was taken away by whoever runs this service. */
  | 'REVOKED';

/** A rental or purchase of a title. */
export type Purchase = {
  /** Its id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** Whether it was rented or bought. */
  readonly model: SaleModel;
  /** What the title was called then. */
  readonly titleName: Scalars['String']['output'];
  /** The title; null: it is not shown here any more. */
  readonly title?: Maybe<Title>;
  /** Where it stands. */
  readonly status: PurchaseStatus;
  /** What was asked for it, before tax where that comes on top. */
  readonly price: Money;
  /** Its invoice. */
  readonly invoiceId: Scalars['ID']['output'];
  /** Why it was not paid, or could not be given back, for people; null: nothing failed. */
  readonly failure?: Maybe<Scalars['String']['output']>;
  /** When it was asked for. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** When it was paid; null: it was not. */
  readonly madeAt?: Maybe<Scalars['DateTime']['output']>;
  /** When a rental began to be watched; from then on its hours count. Null: not yet, or it was bought. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Until when a rental can be begun, or watched where it was begun. Null: for good, or it was not paid. */
  readonly until?: Maybe<Scalars['DateTime']['output']>;
  /** Until when it may be given back while little of it was watched; null: it may not any more. */
  readonly refundableUntil?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of rentals and purchases. */
export type PurchaseConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<PurchaseEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
};

/** One rental or purchase of a page. */
export type PurchaseEdge = {
  /** What to send as `after` to go on behind this row. */
  readonly cursor: Scalars['String']['output'];
  /** The rental or purchase. */
  readonly node: Purchase;
};

/** What came of a wish to rent or buy. */
export type AskPurchaseResult = PurchaseAsked | AlreadyYours | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** It is on its way: it is theirs when it is paid. */
export type PurchaseAsked = {
  /** Its id: ask for it until its payment is made. */
  readonly purchaseId: Scalars['ID']['output'];
  /** What a reader may wait for to see it. */
  readonly token: Scalars['Position']['output'];
};

/** They have it already, or are paying for it; nothing is paid twice. */
export type AlreadyYours = {
  /** Which one. */
  readonly purchaseId: Scalars['ID']['output'];
  /** Whether that was rented or bought. */
  readonly model: SaleModel;
};

/** What came of a change of a rental or purchase. */
export type ChangePurchaseResult = PurchaseChanged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** It was changed. */
export type PurchaseChanged = {
  /** Which one. */
  readonly purchaseId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of a change of a title's prices. */
export type ChangeTitlePriceResult = TitlePricesChanged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The title has these prices. */
export type TitlePricesChanged = {
  /** Which title. */
  readonly titleId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** By what somebody pays. */
export type PaymentMethods = {
  /** Whether nothing is paid here in truth: the payment provider is one to try things out with. */
  readonly sandbox: Scalars['Boolean']['output'];
  /** The kept cards; the one that is paid by first. */
  readonly methods: ReadonlyArray<PaymentMethod>;
};

/** A card that the payment provider keeps. Of its number the last four digits are known here. */
export type PaymentMethod = {
  /** Its id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** E.g. `visa`. */
  readonly brand: Scalars['String']['output'];
  /** The last four digits of its number. */
  readonly last4: Scalars['String']['output'];
  /** The year of the last month in which it can be used. */
  readonly expiresYear: Scalars['Int']['output'];
  /** That month, 1 to 12. */
  readonly expiresMonth: Scalars['Int']['output'];
  /** Whether that month is over. */
  readonly expired: Scalars['Boolean']['output'];
  /** Whether it is the one that is paid by. */
  readonly used: Scalars['Boolean']['output'];
};

/** A visit to the page of the payment provider. */
export type Checkout = {
  /** Its id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** How it stands. */
  readonly status: CheckoutStatus;
  /** When its page ends. */
  readonly expiresAt: Scalars['DateTime']['output'];
};

/** How a checkout stands. */
export type CheckoutStatus =
  /** Nothing was entered yet, or that is not known yet. */
  | 'OPEN'
  /** A card was entered, and is kept. */
  | 'COMPLETED'
  /** Nothing was entered, and the page is over. */
  | 'EXPIRED';

/** What came of `openCheckout`. */
export type OpenCheckoutResult = CheckoutToVisit | CommandRefused | InvalidInput | Conflict | NotAllowed;

/** A page is open. */
export type CheckoutToVisit = {
  /** The checkout. */
  readonly checkout: Checkout;
  /** Where the browser goes, an address of the payment provider. */
  readonly url: Scalars['String']['output'];
  /** What a reader may wait for; `0` when nothing changed. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `completeCheckout`. */
export type CompleteCheckoutResult = CheckoutAskedFor | CommandRefused | InvalidInput | Conflict | NotFound | NotAllowed;

/** The provider is being asked, unless it has answered before. */
export type CheckoutAskedFor = {
  /** The checkout, as it is known now. */
  readonly checkout: Checkout;
  /** What a reader may wait for; `0` when nothing changed. */
  readonly token: Scalars['Position']['output'];
};

/** What came of a change of the means of payment. */
export type PaymentMethodsResult = PaymentMethodsChanged | CommandRefused | InvalidInput | Conflict | NotFound | NotAllowed;

/** They are as follows now. */
export type PaymentMethodsChanged = {
  /** By what the caller pays now. */
  readonly paymentMethods: PaymentMethods;
  /** What a reader may wait for; `0` when nothing changed. */
  readonly token: Scalars['Position']['output'];
};

/** When a subscription ends. */
export type CancelWhen =
  /** At once; what is left of its period is not given back. */
  | 'NOW'
  /** With the period that is paid for, or with the trial. */
  | 'PERIOD_END';

/** How a subscription stands. */
export type MySubscriptionStatus =
  /** The first payment is on its way. */
  | 'PENDING'
  /** The first payment was not made: it needs something of the customer. */
  | 'INCOMPLETE'
  /** It is tried for nothing. */
  | 'TRIALING'
  /** It is paid for. */
  | 'ACTIVE'
  /** A payment is overdue; access stays for now. */
  | 'PAST_DUE'
  /** A payment is overdue for too long: there is no access until it is made. */
  | 'SUSPENDED'
  /** It rests. */
  | 'PAUSED'
  /** It is over. */
  | 'CANCELED'
  /** It never began, or was tried and not paid for. */
  | 'EXPIRED';

/** A subscription of the caller's. */
export type MySubscription = {
  /** Its id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** How it stands. */
  readonly status: MySubscriptionStatus;
  /** The id of its plan. */
  readonly planId: Scalars['ID']['output'];
  /** What the plan was called when it was agreed. */
  readonly planName: Scalars['String']['output'];
  /** What was agreed for one interval. */
  readonly price: Money;
  /** Whether tax is in it; if not, it comes on top. */
  readonly taxIncluded: Scalars['Boolean']['output'];
  /** How often is paid. */
  readonly interval: PlanInterval;
  /** When it began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** Until when is paid for, or is tried; null: nothing is paid for yet. */
  readonly periodEnd?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it ends with its period. */
  readonly canceling: Scalars['Boolean']['output'];
  /** When it was over; null: it goes on. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The next payment as things stand, with tax; null: none will be. */
  readonly nextPayment?: Maybe<NextPayment>;
  /** The plan that it changes to with its next period; null: it stays what it is. */
  readonly nextPlanName?: Maybe<Scalars['String']['output']>;
  /** Until when it rests; null: it does not. */
  readonly pausedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Since when a payment is overdue; null: none is. */
  readonly overdueSince?: Maybe<Scalars['DateTime']['output']>;
  /** Why the last payment failed, in words; null: it did not. */
  readonly failure?: Maybe<Scalars['String']['output']>;
  /** When it is tried again to collect what is owed, or something else comes of it; null: nothing is owed. */
  readonly retryAt?: Maybe<Scalars['DateTime']['output']>;
  /** The invoice that is owed, by its id; null: none is. */
  readonly owedInvoiceId?: Maybe<Scalars['ID']['output']>;
  /** What is owed, with tax; null: nothing is, or its invoice is still being made. */
  readonly owed?: Maybe<Money>;
  /** Whether the bank asks the customer to confirm the payment of that invoice (`confirmPayment`). */
  readonly needsConfirmation: Scalars['Boolean']['output'];
  /** What a code takes off; null: nothing. */
  readonly discount?: Maybe<SubscriptionDiscount>;
  /** Credit of the account, which pays before the card does, by currency. */
  readonly credit: ReadonlyArray<Money>;
};

/** A payment to come. */
export type NextPayment = {
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** How much, with tax; credit of the account pays first. */
  readonly amount: Money;
};

/** What a code takes off a subscription. */
export type SubscriptionDiscount = {
  /** The code. */
  readonly code: Scalars['String']['output'];
  /** What is taken off the price of a period, as things stand. */
  readonly off: Money;
  /** For how many periods that are to come; null: for as long as it goes on. */
  readonly periodsLeft?: Maybe<Scalars['Int']['output']>;
};

/** What came of a change of the subscription. */
export type SubscriptionResult = SubscriptionChanged | CommandRefused | InvalidInput | Conflict | NotFound | NotAllowed;

/** It was done. What comes of it, such as a payment, comes a moment later. */
export type SubscriptionChanged = {
  /** The id of the subscription. */
  readonly subscriptionId: Scalars['ID']['output'];
  /** What a reader may wait for; `0` when nothing changed. */
  readonly token: Scalars['Position']['output'];
};

/** What changing to another plan would be. */
export type PreviewPlanChangeResult = PlanChangePreview | CommandRefused | InvalidInput | Conflict | NotFound | NotAllowed;

/** What changing to another plan comes to. */
export type PlanChangePreview = {
  /** The id of the price of the plan. */
  readonly priceId: Scalars['ID']['output'];
  /** What the plan is called. */
  readonly planName: Scalars['String']['output'];
  /** Whether it holds at once; else it does from the next period on. */
  readonly atOnce: Scalars['Boolean']['output'];
  /** From when on it holds. */
  readonly from: Scalars['DateTime']['output'];
  /** What is left of the plan that it was, given back; null: nothing is charged now. */
  readonly credit?: Maybe<Money>;
  /** The new plan until the end of the period; null: nothing is charged now. */
  readonly charge?: Maybe<Money>;
  /** What the invoice comes to, with tax: what is charged less what is given back. Less than nothing becomes credit. Null: there is none. */
  readonly due?: Maybe<Money>;
  /** What of that credit of the account pays; the card pays the rest. */
  readonly fromCredit?: Maybe<Money>;
  /** The payment of the next period, with tax. */
  readonly nextPayment: NextPayment;
  /** When this was worked out: `changePlan` wants it. */
  readonly asOf: Scalars['DateTime']['output'];
  /** How far the subscription had come: `changePlan` wants it. */
  readonly revision: Scalars['String']['output'];
};

/** What came of `confirmPayment`. */
export type ConfirmPaymentResult = PaymentToConfirm | CommandRefused | InvalidInput | NotFound | NotAllowed;

/** A payment waits for its customer. */
export type PaymentToConfirm = {
  /** Where the browser goes, an address of the payment provider or the bank. It leads back to the account's page. */
  readonly url: Scalars['String']['output'];
};

/** How an invoice stands. */
export type InvoiceStatus =
  /** It is owed, and is being collected. */
  | 'OPEN'
  /** It is owed, and could not be collected. */
  | 'FAILED'
  /** It is owed, and the bank wants the customer to confirm the payment. */
  | 'ACTION_NEEDED'
  /** It was paid. */
  | 'PAID'
  /** It is owed no longer, and nobody paid it. */
  | 'VOID';

/** An invoice, as it was issued, and how it stands. */
export type Invoice = {
  /** The invoice's id, a UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** Its number: its place in the book of its month, e.g. `2026-11-000042`. */
  readonly number: Scalars['String']['output'];
  /** How it stands. */
  readonly status: InvoiceStatus;
  /** When it was issued. */
  readonly issuedAt: Scalars['DateTime']['output'];
  /** When it was paid; null: it was not. */
  readonly paidAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whose it is: the address of the caller's account; null: it is somebody else's, or they were forgotten. */
  readonly recipient?: Maybe<Scalars['String']['output']>;
  /** Who sells. */
  readonly seller: Seller;
  /** Where the customer was, for tax, ISO 3166-1 alpha-2; null: unknown. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** From when on it is for, where it is for a time; null: it is for a film. */
  readonly periodStart?: Maybe<Scalars['DateTime']['output']>;
  /** Until when, without that instant. */
  readonly periodEnd?: Maybe<Scalars['DateTime']['output']>;
  /** What it is for, line by line. */
  readonly lines: ReadonlyArray<InvoiceLine>;
  /** What of it falls to each rate of tax; none: there is no tax. */
  readonly taxes: ReadonlyArray<InvoiceTax>;
  /** What is sold, without tax. */
  readonly net: Money;
  /** The tax. */
  readonly tax: Money;
  /** What is owed; less than nothing: what is given back. */
  readonly gross: Money;
  /** What was given back of it, tax included. */
  readonly refunded: Money;
  /** What was given back of it, or shall be, the oldest first. */
  readonly refunds: ReadonlyArray<InvoiceRefund>;
  /** Where it is as PDF, a path; only for who may see it. */
  readonly pdfPath: Scalars['String']['output'];
  /** The account whose it is, a UUID in lower case. */
  readonly accountId: Scalars['ID']['output'];
  /** The subscription that it is for; null: it is for a film. */
  readonly subscriptionId?: Maybe<Scalars['ID']['output']>;
  /** Why it was not collected when that was tried last, as the payment provider says it; null: it was, or nobody tried. */
  readonly failure?: Maybe<Scalars['String']['output']>;
  /** How often it was tried to collect it. */
  readonly attempts: Scalars['Int']['output'];
  /** What of it can still be given back; nothing unless it was paid. */
  readonly refundable: Money;
};

/** Who sells, as it stands on invoices. */
export type Seller = {
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its address, line by line. */
  readonly address: ReadonlyArray<Scalars['String']['output']>;
  /** Its number for value added tax; null: it has none. */
  readonly vatId?: Maybe<Scalars['String']['output']>;
};

/** For what a line of an invoice is. */
export type InvoiceLineKind =
  /** A period of a plan. */
  | 'PLAN'
  /** What is left of a plan that was changed for another, given back. */
  | 'PRORATION_CREDIT'
  /** The new plan until the end of the period. */
  | 'PRORATION_CHARGE'
  /** A film that was rented. */
  | 'RENTAL'
  /** A film that was bought. */
  | 'PURCHASE'
  /** A discount. */
  | 'DISCOUNT'
  /** Credit. */
  | 'CREDIT';

/** One line of an invoice. */
export type InvoiceLine = {
  /** For what it is. */
  readonly kind: InvoiceLineKind;
  /** What it is called, e.g. the name of a plan. */
  readonly label: Scalars['String']['output'];
  /** How much; less than nothing is given back. */
  readonly amount: Money;
  /** Whether tax is in it. */
  readonly taxIncluded: Scalars['Boolean']['output'];
};

/** What of an invoice falls to one rate of tax. */
export type InvoiceTax = {
  /** The rate in hundredths of a percent: 1900 is 19 %. */
  readonly rateBasisPoints: Scalars['Int']['output'];
  /** What it is of, without tax. */
  readonly net: Money;
  /** The tax. */
  readonly tax: Money;
};

/** How a refund stands. */
export type InvoiceRefundStatus =
  /** It was asked for, and is on its way. */
  | 'ASKED'
  /** The money went back. */
  | 'MADE'
  /** It could not be given back. */
  | 'FAILED';

/** What was given back of an invoice, or shall be. */
export type InvoiceRefund = {
  /** The refund's id, a UUID in lower case. */
  readonly id: Scalars['ID']['output'];
  /** The number of its credit note, e.g. `C-2026-11-000001`; null: there is none yet. */
  readonly number?: Maybe<Scalars['String']['output']>;
  /** How it stands. */
  readonly status: InvoiceRefundStatus;
  /** How much, tax included. */
  readonly amount: Money;
  /** The tax in it. */
  readonly tax: Money;
  /** What of it goes to the card; the rest becomes credit of the account. */
  readonly toCard: Money;
  /** When it was asked for. */
  readonly askedAt: Scalars['DateTime']['output'];
  /** When it was made, or could not be; null: it is on its way. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where its credit note is as PDF, a path; null: there is none yet. */
  readonly pdfPath?: Maybe<Scalars['String']['output']>;
  /** Why, as whoever gave it back wrote. */
  readonly why: Scalars['String']['output'];
  /** Why it could not be given back, as the payment provider says it; null: it could. */
  readonly failure?: Maybe<Scalars['String']['output']>;
};

/** A page of invoices. */
export type InvoiceConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<InvoiceEdge>;
  /** Where the list goes on. */
  readonly pageInfo: PageInfo;
};

/** An invoice in a list. */
export type InvoiceEdge = {
  /** Names its place: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** The invoice. */
  readonly node: Invoice;
};

/** What somebody pays for and has paid. */
export type CustomerMoney = {
  /** The account's id, a UUID in lower case. */
  readonly accountId: Scalars['ID']['output'];
  /** Their subscriptions, the newest first, those that are over too; at most 100. */
  readonly subscriptions: ReadonlyArray<CustomerSubscription>;
  /** The cards that the payment provider keeps for them, the one that is paid by first. */
  readonly cards: ReadonlyArray<CustomerCard>;
  /** Credit that they have, by currency; none: they have none. */
  readonly credit: ReadonlyArray<Money>;
  /** What they rented and bought or wanted to, the newest first; at most 50. */
  readonly purchases: ReadonlyArray<CustomerPurchase>;
  /** Their invoices, the newest first. */
  readonly invoices: InvoiceConnection;
};


/** What somebody pays for and has paid. */
export type CustomerMoneyInvoicesArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A rental or purchase of a customer's. */
export type CustomerPurchase = {
  /** Its id, a UUID in lower case; its events are in the stream `purchase-{id}`. */
  readonly id: Scalars['ID']['output'];
  /** Whether it is a rental or for good. */
  readonly model: SaleModel;
  /** The title's id, a UUID in lower case. */
  readonly titleId: Scalars['ID']['output'];
  /** What the title was called when they asked for it. */
  readonly titleName: Scalars['String']['output'];
  /** How it stands. */
  readonly status: PurchaseStatus;
  /** What it costs. */
  readonly price: Money;
  /** What came back of it; nothing: 0. */
  readonly refunded: Money;
  /** Why it was not paid or could not be given back, as the provider says it; null: it was. */
  readonly failure?: Maybe<Scalars['String']['output']>;
  /** When they asked for it. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** When it was paid; null: it was not. */
  readonly madeAt?: Maybe<Scalars['DateTime']['output']>;
  /** When a rental began to be watched; null: not yet, or it is for good. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Until when a rental can be begun or watched; null: for good, or it was not paid. */
  readonly until?: Maybe<Scalars['DateTime']['output']>;
};

/** A card that the payment provider keeps for a customer. */
export type CustomerCard = {
  /** E.g. `visa`. */
  readonly brand: Scalars['String']['output'];
  /** The last four digits of its number. */
  readonly last4: Scalars['String']['output'];
  /** The year of the last month in which it can be used. */
  readonly expiresYear: Scalars['Int']['output'];
  /** That month, 1 to 12. */
  readonly expiresMonth: Scalars['Int']['output'];
};

/** How a subscription stands. */
export type CustomerSubscriptionStatus =
  /** The first payment is on its way. */
  | 'PENDING'
  /** The first payment needs something of the customer. */
  | 'INCOMPLETE'
  /** It is tried for nothing. */
  | 'TRIALING'
  /** It is paid for. */
  | 'ACTIVE'
  /** A payment is overdue; access stays for now. */
  | 'PAST_DUE'
  /** A payment is overdue for too long: there is no access. */
  | 'SUSPENDED'
  /** It rests. */
  | 'PAUSED'
  /** It is over. */
  | 'CANCELED'
  /** It never began, or its trial was not followed by a payment. */
  | 'EXPIRED';

/** What happens to a subscription by itself next. */
export type CustomerNextStep =
  /** The payment that is on its way. */
  | 'PAYMENT'
  /** The end of the trial, and the first payment. */
  | 'TRIAL_END'
  /** The next period is paid. */
  | 'RENEWAL'
  /** It ends. */
  | 'END'
  /** What is overdue is tried again, or the consequence is drawn. */
  | 'RETRY'
  /** It goes on after its rest. */
  | 'RESUME';

/** A subscription as whoever helps its owner sees it. */
export type CustomerSubscription = {
  /** The subscription's id, a UUID in lower case; its events are in the stream `subscription-{id}`. */
  readonly id: Scalars['ID']['output'];
  /** The account whose it is, a UUID in lower case. */
  readonly accountId: Scalars['ID']['output'];
  /** What the plan was called when it was agreed. */
  readonly planName: Scalars['String']['output'];
  /** The plan's id, a UUID in lower case. */
  readonly planId: Scalars['ID']['output'];
  /** What was agreed to be paid for each interval. */
  readonly price: Money;
  /** How often is paid. */
  readonly interval: PlanInterval;
  /** How it stands. */
  readonly status: CustomerSubscriptionStatus;
  /** It ends with its period. */
  readonly canceling: Scalars['Boolean']['output'];
  /** From when on is paid for; null: nothing yet, or it is a trial. */
  readonly periodStart?: Maybe<Scalars['DateTime']['output']>;
  /** Until when, without that instant; of a trial its end; null: nothing is paid for yet. */
  readonly periodEnd?: Maybe<Scalars['DateTime']['output']>;
  /** When it began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** When it was over; null: it goes on. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Since when a payment is overdue; null: none is. */
  readonly overdueSince?: Maybe<Scalars['DateTime']['output']>;
  /** Why the last payment failed, as the payment provider says it; null: none is overdue. */
  readonly lastFailure?: Maybe<Scalars['String']['output']>;
  /** How many payments of the open invoice failed. */
  readonly failures: Scalars['Int']['output'];
  /** The invoice that is waited for; null: none. */
  readonly openInvoice?: Maybe<Invoice>;
  /** What happens next; null: it is over. */
  readonly nextStep?: Maybe<CustomerNextStep>;
  /** When that is. */
  readonly nextStepAt?: Maybe<Scalars['DateTime']['output']>;
  /** The plan that it changes to with its next period; null: none. */
  readonly nextPlanName?: Maybe<Scalars['String']['output']>;
  /** What it will cost instead, as was told; null: nothing was told. */
  readonly announcedPrice?: Maybe<Money>;
  /** From when on. */
  readonly announcedFrom?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of subscriptions. */
export type CustomerSubscriptionConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<CustomerSubscriptionEdge>;
  /** Where the list goes on. */
  readonly pageInfo: PageInfo;
};

/** A subscription in a list. */
export type CustomerSubscriptionEdge = {
  /** Names its place: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** The subscription. */
  readonly node: CustomerSubscription;
};

/** How many subscriptions stand in one state. */
export type SubscriptionCount = {
  /** The state. */
  readonly status: CustomerSubscriptionStatus;
  /** How many. */
  readonly count: Scalars['Int']['output'];
};

/** An account of the ledger. */
export type LedgerAccount =
  /** Invoices that are owed. */
  | 'RECEIVABLE'
  /** What the payment provider holds for us, before its own fees. */
  | 'CASH'
  /** What was sold, without tax. */
  | 'REVENUE'
  /** What is owed to the state. */
  | 'TAX'
  /** What is owed to customers as credit. */
  | 'CREDIT'
  /** What was given back or given away, without tax. */
  | 'REFUNDS'
  /** What came and was not owed, on its way back. */
  | 'SURPLUS';

/** What an account of the ledger comes to in one currency. */
export type LedgerBalance = {
  /** The account. */
  readonly account: LedgerAccount;
  /** ISO 4217. */
  readonly currency: Scalars['String']['output'];
  /** In the smallest unit of the currency, as decimal text, because sums outgrow numbers; debits are positive, credits negative. */
  readonly balanceMinor: Scalars['String']['output'];
};

/** One line of the ledger. */
export type LedgerEntry = {
  /** The event that booked it, as its position in the log; lines of one event sum to zero. */
  readonly position: Scalars['Position']['output'];
  /** The account. */
  readonly account: LedgerAccount;
  /** How much; debits are positive, credits negative. */
  readonly amount: Money;
  /** The type of that event. */
  readonly event: Scalars['String']['output'];
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
};

/** What came of `refundInvoice`. */
export type RefundInvoiceResult = RefundUnderWay | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** It is being given back; the credit note follows when it is. */
export type RefundUnderWay = {
  /** The refund's id, a UUID in lower case. */
  readonly refundId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What came of `grantCredit` or `cancelSubscriptionFor`. */
export type CustomerMoneyResult = CustomerMoneyChanged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** It was done. */
export type CustomerMoneyChanged = {
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What became of a code that gives credit. */
export type GiftCodeStatus =
  /** It can be used. */
  | 'OPEN'
  /** Somebody used it. */
  | 'REDEEMED'
  /** It was made void. */
  | 'VOID'
  /** Its time is over. */
  | 'OVER';

/** A code that gives credit. The code itself is kept nowhere. */
export type GiftCode = {
  /** Its id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** What was made together, a UUID. */
  readonly batchId: Scalars['ID']['output'];
  /** What it was made for. */
  readonly label: Scalars['String']['output'];
  /** Its last letters. */
  readonly ending: Scalars['String']['output'];
  /** What it gives. */
  readonly amount: Money;
  /** Until when it can be used; null: for good. */
  readonly validUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What became of it. */
  readonly status: GiftCodeStatus;
  /** Whose credit it became, an account's id; null: nobody's. */
  readonly accountId?: Maybe<Scalars['ID']['output']>;
  /** When it became what it is. */
  readonly changedAt: Scalars['DateTime']['output'];
};

/** A page of codes. */
export type GiftCodeConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<GiftCodeEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
};

/** One code of a page. */
export type GiftCodeEdge = {
  /** What to send as `after` to go on behind this row. */
  readonly cursor: Scalars['String']['output'];
  /** The code. */
  readonly node: GiftCode;
};

/** What came of a code that was brought. */
export type RedeemGiftCodeResult = GiftCodeRedeemed | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** It is used up, and its credit comes in a moment. */
export type GiftCodeRedeemed = {
  /** What it gives. */
  readonly amount: Money;
  /** What a reader may wait for to see the change; `0` when they had it already. */
  readonly token: Scalars['Position']['output'];
};

/** What came of a wish for codes. */
export type MakeGiftCodesResult = GiftCodesMade | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** There are these codes. */
export type GiftCodesMade = {
  /** The codes, which nobody can look up later. */
  readonly codes: ReadonlyArray<Scalars['String']['output']>;
  /** What a reader may wait for to see them in the list. */
  readonly token: Scalars['Position']['output'];
};

/** What came of a wish to make a code void. */
export type VoidGiftCodeResult = GiftCodeVoided | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** It gives nothing any more. */
export type GiftCodeVoided = {
  /** Which one. */
  readonly giftCodeId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** Who may use a coupon. */
export type CouponAudience =
  /** Every account, once. */
  | 'EVERYBODY'
  /** Accounts that have never paid for a subscription, once. */
  | 'NEW';

/** What came of a code. */
export type CouponForResult = CouponQuote | CommandRefused | InvalidInput | Conflict | NotFound | NotAllowed;

/** What a code takes off a plan. `subscribe` with this code and price charges exactly that. */
export type CouponQuote = {
  /** The code, as it is written on invoices. */
  readonly code: Scalars['String']['output'];
  /** The id of the price that it is taken off. */
  readonly priceId: Scalars['ID']['output'];
  /** What a period costs without it. */
  readonly full: Money;
  /** What is taken off. */
  readonly off: Money;
  /** What a period costs with it. */
  readonly price: Money;
  /** Whether tax is in these amounts; if not, it comes on top of what is left. */
  readonly taxIncluded: Scalars['Boolean']['output'];
  /** What the first invoice comes to, with tax; credit of the account pays first. */
  readonly due: Money;
  /** For how many periods; null: for as long as the subscription goes on. */
  readonly periods?: Maybe<Scalars['Int']['output']>;
};

/** A code that makes subscriptions cost less. */
export type Coupon = {
  /** Its id, a UUID in lower case; its events are in the stream `coupon-{id}`. */
  readonly id: Scalars['ID']['output'];
  /** The code. */
  readonly code: Scalars['String']['output'];
  /** How many percent of the price; null: an amount. */
  readonly percent?: Maybe<Scalars['Int']['output']>;
  /** How much of the price; null: a percentage. */
  readonly amount?: Maybe<Money>;
  /** For how many periods; null: for as long as the subscription goes on. */
  readonly periods?: Maybe<Scalars['Int']['output']>;
  /** For these plans, by their ids; none: for all. */
  readonly planIds: ReadonlyArray<Scalars['ID']['output']>;
  /** When it can be used first; null: at once. */
  readonly validFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Until when it can be used; null: for good. */
  readonly validUntil?: Maybe<Scalars['DateTime']['output']>;
  /** How many subscriptions it is for. */
  readonly maxUses: Scalars['Int']['output'];
  /** How many subscriptions use it, or are about to. */
  readonly used: Scalars['Int']['output'];
  /** Who may use it. */
  readonly audience: CouponAudience;
  /** Whether nobody can use it any more because it was retired. */
  readonly retired: Scalars['Boolean']['output'];
  /** When it was made. */
  readonly definedAt: Scalars['DateTime']['output'];
  /** Its uses, the latest first. */
  readonly uses: CouponUseConnection;
};


/** A code that makes subscriptions cost less. */
export type CouponUsesArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of coupons. */
export type CouponConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<CouponEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
};

/** One coupon of a page. */
export type CouponEdge = {
  /** What to send as `after` to go on behind this row. */
  readonly cursor: Scalars['String']['output'];
  /** The coupon. */
  readonly node: Coupon;
};

/** One use of a coupon. */
export type CouponUse = {
  /** Whose, an account's id. */
  readonly accountId: Scalars['ID']['output'];
  /** For which subscription, by its id. */
  readonly subscriptionId: Scalars['ID']['output'];
  /** Since when. */
  readonly at: Scalars['DateTime']['output'];
};

/** A page of uses. */
export type CouponUseConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<CouponUseEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
};

/** One use of a page. */
export type CouponUseEdge = {
  /** What to send as `after` to go on behind this row. */
  readonly cursor: Scalars['String']['output'];
  /** The use. */
  readonly node: CouponUse;
};

/** What came of a change of coupons. */
export type ChangeCouponsResult = CouponsChanged | NotFound | CommandRefused | Conflict | InvalidInput | NotAllowed;

/** The coupon is as was asked. */
export type CouponsChanged = {
  /** The coupon's id, a UUID in lower case. */
  readonly couponId: Scalars['ID']['output'];
  /** What a reader may wait for to see the change; `0` when nothing had to change. */
  readonly token: Scalars['Position']['output'];
};

/** What a requested retry is about; it runs within seconds. */
export type ParkedRetry = {
  /** Events that are tried once more. */
  readonly events: Scalars['Int']['output'];
};

/** One event of the log: what happened, when, by whom, and because of what. */
export type LogEvent = {
  /** Its position in the whole log. */
  readonly position: Scalars['Position']['output'];
  /** The event's own id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** The stream that it stands in, `{category}-{uuid}`. */
  readonly stream: Scalars['String']['output'];
  /** Its position in the stream, counted from 0, as decimal text. */
  readonly revision: Scalars['String']['output'];
  /** What happened, `{context}.{PastTense}`. */
  readonly type: Scalars['String']['output'];
  /** When the log accepted it. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** What kind of actor did it: viewer, staff, service, system or process. Null: the event does not say. */
  readonly actorKind?: Maybe<Scalars['String']['output']>;
  /** Which actor of that kind. Null: the event does not say. */
  readonly actorId?: Maybe<Scalars['String']['output']>;
  /** What ties together everything that came of one request. Null: the event does not say. */
  readonly correlationId?: Maybe<Scalars['String']['output']>;
  /** The id of the event or command that this one came of. Null: the event does not say. */
  readonly causationId?: Maybe<Scalars['String']['output']>;
  /** The event's content as it was written; null when the log does not hold the event any more. */
  readonly data?: Maybe<Scalars['JSON']['output']>;
};

/** A page of the log. */
export type EventConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<EventEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
};

/** One event of a page. */
export type EventEdge = {
  /** What to send as `after` to go on behind this row. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node: LogEvent;
};

/** What the log can be filtered by. */
export type EventFilters = {
  /** The parts of event types before the dot, in the order of the alphabet. */
  readonly contexts: ReadonlyArray<Scalars['String']['output']>;
  /** Event types, in the order of the alphabet. */
  readonly types: ReadonlyArray<Scalars['String']['output']>;
  /** Kinds of actors, in the order of the alphabet. */
  readonly actorKinds: ReadonlyArray<Scalars['String']['output']>;
};

/** One read model and how far it is. */
export type Projection = {
  /** The read model's name, which is its tables' schema too. */
  readonly name: Scalars['String']['output'];
  /** The last event that its rows show. */
  readonly position: Scalars['Position']['output'];
  /** `live`, `catching-up`, `rebuilding`, `paused` or `stopped`. */
  readonly state: Scalars['String']['output'];
  /** Events that it could not handle and put aside. */
  readonly parked: Scalars['Int']['output'];
  /** When it last moved. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** What one follower of the log has put aside. */
export type ParkedCount = {
  /** Who: a read model's name, `processor/…` or `dispatcher/…`. */
  readonly consumer: Scalars['String']['output'];
  /** Events that it could not handle, and those that wait behind them. */
  readonly events: Scalars['Int']['output'];
  /** Keys and streams whose later events wait. */
  readonly keys: Scalars['Int']['output'];
};

/** A page of parked events. */
export type ParkedEventConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<ParkedEventEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
};

/** One parked event of a page. */
export type ParkedEventEdge = {
  /** What to send as `after` to go on behind this row. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node: ParkedEvent;
};

/** An event that was put aside because it could not be handled, or because one of its key was. */
export type ParkedEvent = {
  /** Who could not: a read model's name, `processor/…` or `dispatcher/…`. */
  readonly projection: Scalars['String']['output'];
  /** The event's position in the log. */
  readonly position: Scalars['Position']['output'];
  /** The event's id, a UUID. */
  readonly eventId: Scalars['ID']['output'];
  /** The stream that it stands in. */
  readonly stream: Scalars['String']['output'];
  /** What happened, `{context}.{PastTense}`. */
  readonly type: Scalars['String']['output'];
  /** What it is about: later events of the same key wait behind it. */
  readonly key: Scalars['String']['output'];
  /** Why it could not be handled. */
  readonly error: Scalars['String']['output'];
  /** When it was put aside. */
  readonly parkedAt: Scalars['DateTime']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  RegisterResult:
    | ( RegistrationReceived )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  SignInResult:
    | ( SignedIn )
    | ( SecondFactorNeeded )
    | ( DeviceLimitReached )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  RenewResult:
    | ( SessionRenewed )
    | ( CommandRefused )
  ;
  SignOutResult:
    | ( SignedOut )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  SignOutEverywhereResult:
    | ( SignedOutEverywhere )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  RequestLinkResult:
    | ( LinkRequested )
    | ( CommandRefused )
    | ( InvalidInput )
  ;
  UseLinkResult:
    | ( SignedIn )
    | ( SecondFactorNeeded )
    | ( EmailChanged )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  ResetPasswordResult:
    | ( SignedIn )
    | ( SecondFactorNeeded )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  ChangePasswordResult:
    | ( PasswordChanged )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  ChangeEmailResult:
    | ( LinkRequested )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  ProfileResult:
    | ( Omit<ProfileSaved, 'profile'> & { profile: _RefType['Profile'] } )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  DeleteProfileResult:
    | ( ProfileDeleted )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  InviteResult:
    | ( Invited )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  ChangeRoleResult:
    | ( RoleChanged )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  SuspendAccountResult:
    | ( SuspensionChanged )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  HelpPersonResult:
    | ( PersonHelped )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  CreateProgramResult:
    | ( ProgramKeyMade )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  MakeProgramKeyResult:
    | ( ProgramKeyMade )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  ChangeProgramResult:
    | ( ProgramChanged )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  DeviceResult:
    | ( DeviceChanged )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  CustomRoleResult:
    | ( CustomRoleSaved )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  RequestErasureResult:
    | ( ErasureRequested )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  CancelErasureResult:
    | ( ErasureCancelled )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  RequestExportResult:
    | ( ExportAsked )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  DeleteExportResult:
    | ( ExportDeleted )
    | ( NotFound )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  SetConsentResult:
    | ( ConsentSaved )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  OfferProfileResult:
    | ( ProfileOffered )
    | ( NotFound )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  CompleteSignInResult:
    | ( SignedIn )
    | ( DeviceLimitReached )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  ConfirmResult:
    | ( ItIsMe )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  BeginAuthenticatorResult:
    | ( AuthenticatorBegun )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  AddAuthenticatorResult:
    | ( AuthenticatorAdded )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  MakeRecoveryCodesResult:
    | ( RecoveryCodes )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  FactorResult:
    | ( FactorChanged )
    | ( NotFound )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  PasskeyOptionsResult:
    | ( PasskeyOptions )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  SignInByPasskeyResult:
    | ( SignedIn )
    | ( DeviceLimitReached )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  PairingLookup:
    | ( PairingAsk )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( NotFound )
    | ( NotAllowed )
  ;
  StartPairingResult:
    | ( PairingStarted )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  PollPairingResult:
    | ( PairingPending )
    | ( PairingSlowDown )
    | ( SignedIn )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  AnswerPairingResult:
    | ( PairingAnswered )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotFound )
    | ( NotAllowed )
  ;
  LinkOpenIdResult:
    | ( OpenIdsChanged )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  UnlinkOpenIdResult:
    | ( OpenIdsChanged )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  BeginSeeAsResult:
    | ( SeeAsBegan )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotFound )
    | ( NotAllowed )
  ;
  EndSeeAsResult:
    | ( SeeAsOver )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  StartUploadResult:
    | ( UploadStarted )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( NotAllowed )
    | ( Conflict )
  ;
  AbortUploadResult:
    | ( UploadAborted )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( NotFound )
    | ( NotAllowed )
    | ( Conflict )
  ;
  EditTitleResult:
    | ( Omit<TitleEdited, 'title'> & { title: _RefType['Title'] } )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  PublishTitleResult:
    | ( Omit<TitlePublished, 'title'> & { title: _RefType['Title'] } )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  UnpublishTitleResult:
    | ( Omit<TitleUnpublished, 'title'> & { title: _RefType['Title'] } )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  RateTitleResult:
    | ( Omit<TitleRated, 'title'> & { title: _RefType['Title'] } )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  TagTitleResult:
    | ( Omit<TitleTagged, 'title'> & { title: _RefType['Title'] } )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  ChangeRightsResult:
    | ( Omit<RightsChanged, 'title'> & { title: _RefType['Title'] } )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  StartPlaybackResult:
    | ( Omit<PlaybackStarted, 'title'> & { title: _RefType['Title'] } )
    | ( Omit<PlaybackRefused, 'offers' | 'activeStreams'> & { offers: ReadonlyArray<_RefType['PlaybackOffer']>, activeStreams: ReadonlyArray<_RefType['ActiveStream']> } )
    | ( NotFound )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  EndPlaybackResult:
    | ( PlaybackEnded )
    | ( NotFound )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  PlaybackOffer:
    | ( PlanOffer )
    | ( TitleOffer )
  ;
  RenewPlaybackResult:
    | ( PlaybackRenewed )
    | ( Omit<PlaybackRefused, 'offers' | 'activeStreams'> & { offers: ReadonlyArray<_RefType['PlaybackOffer']>, activeStreams: ReadonlyArray<_RefType['ActiveStream']> } )
    | ( NotFound )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  StopPlaybackResult:
    | ( PlaybackStopped )
    | ( NotFound )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  WatchMarkResult:
    | ( WatchMarked )
    | ( NotFound )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
  ;
  ChangePlansResult:
    | ( PlansChanged )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  AskPurchaseResult:
    | ( PurchaseAsked )
    | ( AlreadyYours )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  ChangePurchaseResult:
    | ( PurchaseChanged )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  ChangeTitlePriceResult:
    | ( TitlePricesChanged )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  OpenCheckoutResult:
    | ( CheckoutToVisit )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotAllowed )
  ;
  CompleteCheckoutResult:
    | ( CheckoutAskedFor )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotFound )
    | ( NotAllowed )
  ;
  PaymentMethodsResult:
    | ( PaymentMethodsChanged )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotFound )
    | ( NotAllowed )
  ;
  SubscriptionResult:
    | ( SubscriptionChanged )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotFound )
    | ( NotAllowed )
  ;
  PreviewPlanChangeResult:
    | ( PlanChangePreview )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotFound )
    | ( NotAllowed )
  ;
  ConfirmPaymentResult:
    | ( PaymentToConfirm )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( NotFound )
    | ( NotAllowed )
  ;
  RefundInvoiceResult:
    | ( RefundUnderWay )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  CustomerMoneyResult:
    | ( CustomerMoneyChanged )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  RedeemGiftCodeResult:
    | ( GiftCodeRedeemed )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  MakeGiftCodesResult:
    | ( GiftCodesMade )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  VoidGiftCodeResult:
    | ( GiftCodeVoided )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
  CouponForResult:
    | ( CouponQuote )
    | ( CommandRefused )
    | ( InvalidInput )
    | ( Conflict )
    | ( NotFound )
    | ( NotAllowed )
  ;
  ChangeCouponsResult:
    | ( CouponsChanged )
    | ( NotFound )
    | ( CommandRefused )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Refusal:
    | ( CommandRefused )
    | ( NotFound )
    | ( Conflict )
    | ( InvalidInput )
    | ( NotAllowed )
    | ( Omit<PlaybackRefused, 'offers' | 'activeStreams'> & { offers: ReadonlyArray<_RefType['PlaybackOffer']>, activeStreams: ReadonlyArray<_RefType['ActiveStream']> } )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CallerKind: CallerKind;
  Position: ResolverTypeWrapper<Scalars['Position']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Me: ResolverTypeWrapper<Me>;
  ActorKind: ActorKind;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  CommandRefused: ResolverTypeWrapper<CommandRefused>;
  NotFound: ResolverTypeWrapper<NotFound>;
  Conflict: ResolverTypeWrapper<Conflict>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  NotAllowed: ResolverTypeWrapper<NotAllowed>;
  AccountPolicy: ResolverTypeWrapper<AccountPolicy>;
  AccountMode: AccountMode;
  StaffRole: StaffRole;
  MyAccount: ResolverTypeWrapper<MyAccount>;
  SessionCarry: SessionCarry;
  LinkPurpose: LinkPurpose;
  SignInMethod: SignInMethod;
  SignedInDevice: ResolverTypeWrapper<SignedInDevice>;
  PasswordVerdict: ResolverTypeWrapper<PasswordVerdict>;
  SessionTokens: ResolverTypeWrapper<SessionTokens>;
  RegisterResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterResult']>;
  RegistrationReceived: ResolverTypeWrapper<RegistrationReceived>;
  SignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInResult']>;
  SignedIn: ResolverTypeWrapper<SignedIn>;
  RenewResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RenewResult']>;
  SessionRenewed: ResolverTypeWrapper<SessionRenewed>;
  SignOutResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignOutResult']>;
  SignedOut: ResolverTypeWrapper<SignedOut>;
  SignOutEverywhereResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignOutEverywhereResult']>;
  SignedOutEverywhere: ResolverTypeWrapper<SignedOutEverywhere>;
  RequestLinkResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestLinkResult']>;
  LinkRequested: ResolverTypeWrapper<LinkRequested>;
  UseLinkResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UseLinkResult']>;
  EmailChanged: ResolverTypeWrapper<EmailChanged>;
  ResetPasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetPasswordResult']>;
  ChangePasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePasswordResult']>;
  PasswordChanged: ResolverTypeWrapper<PasswordChanged>;
  ChangeEmailResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeEmailResult']>;
  CreateProfileInput: CreateProfileInput;
  EditProfileInput: EditProfileInput;
  ProfileResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ProfileResult']>;
  ProfileSaved: ResolverTypeWrapper<Omit<ProfileSaved, 'profile'> & { profile: ResolversTypes['Profile'] }>;
  DeleteProfileResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteProfileResult']>;
  ProfileDeleted: ResolverTypeWrapper<ProfileDeleted>;
  Profile: ResolverTypeWrapper<ProfileView>;
  Avatar: Avatar;
  Person: ResolverTypeWrapper<Person>;
  PersonStatus: PersonStatus;
  PersonConnection: ResolverTypeWrapper<PersonConnection>;
  PersonEdge: ResolverTypeWrapper<PersonEdge>;
  RolePermissions: ResolverTypeWrapper<RolePermissions>;
  OutboxMessage: ResolverTypeWrapper<OutboxMessage>;
  InviteResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InviteResult']>;
  Invited: ResolverTypeWrapper<Invited>;
  ChangeRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeRoleResult']>;
  RoleChanged: ResolverTypeWrapper<RoleChanged>;
  SuspendAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SuspendAccountResult']>;
  SuspensionChanged: ResolverTypeWrapper<SuspensionChanged>;
  SuspensionReason: SuspensionReason;
  HelpReason: HelpReason;
  HelpPersonResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['HelpPersonResult']>;
  PersonHelped: ResolverTypeWrapper<PersonHelped>;
  PersonPage: ResolverTypeWrapper<PersonPage>;
  PersonPermission: ResolverTypeWrapper<PersonPermission>;
  PersonDevice: ResolverTypeWrapper<PersonDevice>;
  PersonProfile: ResolverTypeWrapper<PersonProfile>;
  ProgramScope: ResolverTypeWrapper<ProgramScope>;
  Program: ResolverTypeWrapper<Program>;
  ProgramKey: ResolverTypeWrapper<ProgramKey>;
  CreateProgramResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateProgramResult']>;
  MakeProgramKeyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MakeProgramKeyResult']>;
  ProgramKeyMade: ResolverTypeWrapper<ProgramKeyMade>;
  ChangeProgramResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeProgramResult']>;
  ProgramChanged: ResolverTypeWrapper<ProgramChanged>;
  BlockedDevice: ResolverTypeWrapper<BlockedDevice>;
  DeviceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeviceResult']>;
  DeviceChanged: ResolverTypeWrapper<DeviceChanged>;
  DeviceLimitReached: ResolverTypeWrapper<DeviceLimitReached>;
  Permission: ResolverTypeWrapper<Permission>;
  CustomRole: ResolverTypeWrapper<CustomRole>;
  CustomRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CustomRoleResult']>;
  CustomRoleSaved: ResolverTypeWrapper<CustomRoleSaved>;
  RequestErasureResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestErasureResult']>;
  ErasureRequested: ResolverTypeWrapper<ErasureRequested>;
  CancelErasureResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelErasureResult']>;
  ErasureCancelled: ResolverTypeWrapper<ErasureCancelled>;
  PersonalExport: ResolverTypeWrapper<PersonalExport>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ExportStatus: ExportStatus;
  RequestExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestExportResult']>;
  ExportAsked: ResolverTypeWrapper<ExportAsked>;
  DeleteExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteExportResult']>;
  ExportDeleted: ResolverTypeWrapper<ExportDeleted>;
  ConsentPurpose: ConsentPurpose;
  Consent: ResolverTypeWrapper<Consent>;
  ConsentDecision: ResolverTypeWrapper<ConsentDecision>;
  SetConsentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetConsentResult']>;
  ConsentSaved: ResolverTypeWrapper<ConsentSaved>;
  OfferProfileResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OfferProfileResult']>;
  ProfileOffered: ResolverTypeWrapper<ProfileOffered>;
  OfferedProfile: ResolverTypeWrapper<OfferedProfile>;
  MySecurity: ResolverTypeWrapper<MySecurity>;
  SecondFactorMethod: SecondFactorMethod;
  SecondFactorNeeded: ResolverTypeWrapper<SecondFactorNeeded>;
  CompleteSignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompleteSignInResult']>;
  ConfirmResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmResult']>;
  ItIsMe: ResolverTypeWrapper<ItIsMe>;
  BeginAuthenticatorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BeginAuthenticatorResult']>;
  AuthenticatorBegun: ResolverTypeWrapper<AuthenticatorBegun>;
  AddAuthenticatorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddAuthenticatorResult']>;
  AuthenticatorAdded: ResolverTypeWrapper<AuthenticatorAdded>;
  MakeRecoveryCodesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MakeRecoveryCodesResult']>;
  RecoveryCodes: ResolverTypeWrapper<RecoveryCodes>;
  FactorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FactorResult']>;
  FactorChanged: ResolverTypeWrapper<FactorChanged>;
  PasskeyPurpose: PasskeyPurpose;
  PasskeyOptionsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PasskeyOptionsResult']>;
  PasskeyOptions: ResolverTypeWrapper<PasskeyOptions>;
  SignInByPasskeyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInByPasskeyResult']>;
  Passkey: ResolverTypeWrapper<Passkey>;
  PairingLookup: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PairingLookup']>;
  PairingAsk: ResolverTypeWrapper<PairingAsk>;
  StartPairingResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartPairingResult']>;
  PairingStarted: ResolverTypeWrapper<PairingStarted>;
  PollPairingResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PollPairingResult']>;
  PairingPending: ResolverTypeWrapper<PairingPending>;
  PairingSlowDown: ResolverTypeWrapper<PairingSlowDown>;
  AnswerPairingResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AnswerPairingResult']>;
  PairingAnswered: ResolverTypeWrapper<PairingAnswered>;
  OpenIdProvider: ResolverTypeWrapper<OpenIdProvider>;
  LinkOpenIdResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LinkOpenIdResult']>;
  UnlinkOpenIdResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnlinkOpenIdResult']>;
  OpenIdsChanged: ResolverTypeWrapper<OpenIdsChanged>;
  SeeingAs: ResolverTypeWrapper<SeeingAs>;
  SupportLook: ResolverTypeWrapper<SupportLook>;
  LookKind: LookKind;
  BeginSeeAsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BeginSeeAsResult']>;
  SeeAsBegan: ResolverTypeWrapper<SeeAsBegan>;
  EndSeeAsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndSeeAsResult']>;
  SeeAsOver: ResolverTypeWrapper<SeeAsOver>;
  StartUploadInput: StartUploadInput;
  StartUploadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartUploadResult']>;
  UploadStarted: ResolverTypeWrapper<UploadStarted>;
  AbortUploadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AbortUploadResult']>;
  UploadAborted: ResolverTypeWrapper<UploadAborted>;
  AssetStage: AssetStage;
  StageCount: ResolverTypeWrapper<StageCount>;
  Asset: ResolverTypeWrapper<AssetView>;
  VideoFacts: ResolverTypeWrapper<VideoFacts>;
  Rendition: ResolverTypeWrapper<Rendition>;
  RenditionState: RenditionState;
  Job: ResolverTypeWrapper<Job>;
  JobKind: JobKind;
  JobState: JobState;
  Rejection: ResolverTypeWrapper<Rejection>;
  AssetNote: ResolverTypeWrapper<AssetNote>;
  JobProgress: ResolverTypeWrapper<JobProgress>;
  AssetConnection: ResolverTypeWrapper<Omit<AssetConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AssetEdge']> }>;
  AssetEdge: ResolverTypeWrapper<Omit<AssetEdge, 'node'> & { node: ResolversTypes['Asset'] }>;
  EditTitleInput: EditTitleInput;
  EditTitleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EditTitleResult']>;
  TitleEdited: ResolverTypeWrapper<Omit<TitleEdited, 'title'> & { title: ResolversTypes['Title'] }>;
  PublishTitleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishTitleResult']>;
  TitlePublished: ResolverTypeWrapper<Omit<TitlePublished, 'title'> & { title: ResolversTypes['Title'] }>;
  UnpublishTitleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnpublishTitleResult']>;
  TitleUnpublished: ResolverTypeWrapper<Omit<TitleUnpublished, 'title'> & { title: ResolversTypes['Title'] }>;
  RateTitleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RateTitleResult']>;
  TitleRated: ResolverTypeWrapper<Omit<TitleRated, 'title'> & { title: ResolversTypes['Title'] }>;
  TagTitleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TagTitleResult']>;
  TitleTagged: ResolverTypeWrapper<Omit<TitleTagged, 'title'> & { title: ResolversTypes['Title'] }>;
  TitleTag: ResolverTypeWrapper<TitleTag>;
  ChangeRightsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeRightsResult']>;
  RightsChanged: ResolverTypeWrapper<Omit<RightsChanged, 'title'> & { title: ResolversTypes['Title'] }>;
  RightsModel: RightsModel;
  RightsWindow: ResolverTypeWrapper<RightsWindow>;
  RightsWindowInput: RightsWindowInput;
  TitleStatus: TitleStatus;
  Title: ResolverTypeWrapper<TitleView>;
  TitleConnection: ResolverTypeWrapper<Omit<TitleConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['TitleEdge']> }>;
  TitleEdge: ResolverTypeWrapper<Omit<TitleEdge, 'node'> & { node: ResolversTypes['Title'] }>;
  StartPlaybackResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartPlaybackResult']>;
  PlaybackStarted: ResolverTypeWrapper<Omit<PlaybackStarted, 'title'> & { title: ResolversTypes['Title'] }>;
  EndPlaybackResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndPlaybackResult']>;
  PlaybackEnded: ResolverTypeWrapper<PlaybackEnded>;
  PlaybackEndReason: PlaybackEndReason;
  WatchingNow: ResolverTypeWrapper<WatchingNow>;
  TitleWatched: ResolverTypeWrapper<TitleWatched>;
  TitleAccess: ResolverTypeWrapper<Omit<TitleAccess, 'offers'> & { offers: ReadonlyArray<ResolversTypes['PlaybackOffer']> }>;
  AccessBy: AccessBy;
  PlaybackRefused: ResolverTypeWrapper<Omit<PlaybackRefused, 'offers' | 'activeStreams'> & { offers: ReadonlyArray<ResolversTypes['PlaybackOffer']>, activeStreams: ReadonlyArray<ResolversTypes['ActiveStream']> }>;
  PlaybackDenial: PlaybackDenial;
  PlaybackOffer: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaybackOffer']>;
  PlanOffer: ResolverTypeWrapper<PlanOffer>;
  PlaybackDecisionConnection: ResolverTypeWrapper<Omit<PlaybackDecisionConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['PlaybackDecisionEdge']> }>;
  PlaybackDecisionEdge: ResolverTypeWrapper<Omit<PlaybackDecisionEdge, 'node'> & { node: ResolversTypes['PlaybackDecision'] }>;
  PlaybackDecision: ResolverTypeWrapper<Omit<PlaybackDecision, 'title'> & { title?: Maybe<ResolversTypes['Title']> }>;
  DecisionReason: ResolverTypeWrapper<DecisionReason>;
  PlaybackExplanation: ResolverTypeWrapper<PlaybackExplanation>;
  RenewPlaybackResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RenewPlaybackResult']>;
  PlaybackRenewed: ResolverTypeWrapper<PlaybackRenewed>;
  StopPlaybackResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StopPlaybackResult']>;
  PlaybackStopped: ResolverTypeWrapper<PlaybackStopped>;
  ActiveStream: ResolverTypeWrapper<Omit<ActiveStream, 'title'> & { title?: Maybe<ResolversTypes['Title']> }>;
  WatchMarkResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WatchMarkResult']>;
  WatchMarked: ResolverTypeWrapper<WatchMarked>;
  WatchProgress: ResolverTypeWrapper<Omit<WatchProgress, 'title'> & { title: ResolversTypes['Title'] }>;
  Money: ResolverTypeWrapper<Money>;
  Plan: ResolverTypeWrapper<Plan>;
  PlanInterval: ResolverTypeWrapper<PlanInterval>;
  PlanIntervalUnit: PlanIntervalUnit;
  PlanFeatures: ResolverTypeWrapper<PlanFeatures>;
  PlanPrice: ResolverTypeWrapper<PlanPrice>;
  PlanIntervalInput: PlanIntervalInput;
  PlanFeaturesInput: PlanFeaturesInput;
  StudioPlan: ResolverTypeWrapper<StudioPlanView>;
  PriceAnnouncement: ResolverTypeWrapper<PriceAnnouncement>;
  StudioPlanPrice: ResolverTypeWrapper<StudioPlanPrice>;
  ChangePlansResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePlansResult']>;
  PlansChanged: ResolverTypeWrapper<PlansChanged>;
  SaleModel: SaleModel;
  TitleOffer: ResolverTypeWrapper<TitleOffer>;
  TitlePrice: ResolverTypeWrapper<TitlePrice>;
  TitlePriceInput: TitlePriceInput;
  PurchaseStatus: PurchaseStatus;
  Purchase: ResolverTypeWrapper<Omit<Purchase, 'title'> & { title?: Maybe<ResolversTypes['Title']> }>;
  PurchaseConnection: ResolverTypeWrapper<Omit<PurchaseConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['PurchaseEdge']> }>;
  PurchaseEdge: ResolverTypeWrapper<Omit<PurchaseEdge, 'node'> & { node: ResolversTypes['Purchase'] }>;
  AskPurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AskPurchaseResult']>;
  PurchaseAsked: ResolverTypeWrapper<PurchaseAsked>;
  AlreadyYours: ResolverTypeWrapper<AlreadyYours>;
  ChangePurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePurchaseResult']>;
  PurchaseChanged: ResolverTypeWrapper<PurchaseChanged>;
  ChangeTitlePriceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeTitlePriceResult']>;
  TitlePricesChanged: ResolverTypeWrapper<TitlePricesChanged>;
  PaymentMethods: ResolverTypeWrapper<PaymentMethods>;
  PaymentMethod: ResolverTypeWrapper<PaymentMethod>;
  Checkout: ResolverTypeWrapper<Checkout>;
  CheckoutStatus: CheckoutStatus;
  OpenCheckoutResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OpenCheckoutResult']>;
  CheckoutToVisit: ResolverTypeWrapper<CheckoutToVisit>;
  CompleteCheckoutResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompleteCheckoutResult']>;
  CheckoutAskedFor: ResolverTypeWrapper<CheckoutAskedFor>;
  PaymentMethodsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PaymentMethodsResult']>;
  PaymentMethodsChanged: ResolverTypeWrapper<PaymentMethodsChanged>;
  CancelWhen: CancelWhen;
  MySubscriptionStatus: MySubscriptionStatus;
  MySubscription: ResolverTypeWrapper<MySubscription>;
  NextPayment: ResolverTypeWrapper<NextPayment>;
  SubscriptionDiscount: ResolverTypeWrapper<SubscriptionDiscount>;
  SubscriptionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubscriptionResult']>;
  SubscriptionChanged: ResolverTypeWrapper<SubscriptionChanged>;
  PreviewPlanChangeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PreviewPlanChangeResult']>;
  PlanChangePreview: ResolverTypeWrapper<PlanChangePreview>;
  ConfirmPaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmPaymentResult']>;
  PaymentToConfirm: ResolverTypeWrapper<PaymentToConfirm>;
  InvoiceStatus: InvoiceStatus;
  Invoice: ResolverTypeWrapper<InvoiceView>;
  Seller: ResolverTypeWrapper<Seller>;
  InvoiceLineKind: InvoiceLineKind;
  InvoiceLine: ResolverTypeWrapper<InvoiceLine>;
  InvoiceTax: ResolverTypeWrapper<InvoiceTax>;
  InvoiceRefundStatus: InvoiceRefundStatus;
  InvoiceRefund: ResolverTypeWrapper<InvoiceRefund>;
  InvoiceConnection: ResolverTypeWrapper<Omit<InvoiceConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['InvoiceEdge']> }>;
  InvoiceEdge: ResolverTypeWrapper<Omit<InvoiceEdge, 'node'> & { node: ResolversTypes['Invoice'] }>;
  CustomerMoney: ResolverTypeWrapper<CustomerMoneyView>;
  CustomerPurchase: ResolverTypeWrapper<CustomerPurchase>;
  CustomerCard: ResolverTypeWrapper<CustomerCard>;
  CustomerSubscriptionStatus: CustomerSubscriptionStatus;
  CustomerNextStep: CustomerNextStep;
  CustomerSubscription: ResolverTypeWrapper<CustomerSubscriptionView>;
  CustomerSubscriptionConnection: ResolverTypeWrapper<Omit<CustomerSubscriptionConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CustomerSubscriptionEdge']> }>;
  CustomerSubscriptionEdge: ResolverTypeWrapper<Omit<CustomerSubscriptionEdge, 'node'> & { node: ResolversTypes['CustomerSubscription'] }>;
  SubscriptionCount: ResolverTypeWrapper<SubscriptionCount>;
  LedgerAccount: LedgerAccount;
  LedgerBalance: ResolverTypeWrapper<LedgerBalance>;
  LedgerEntry: ResolverTypeWrapper<LedgerEntry>;
  RefundInvoiceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundInvoiceResult']>;
  RefundUnderWay: ResolverTypeWrapper<RefundUnderWay>;
  CustomerMoneyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CustomerMoneyResult']>;
  CustomerMoneyChanged: ResolverTypeWrapper<CustomerMoneyChanged>;
  GiftCodeStatus: GiftCodeStatus;
  GiftCode: ResolverTypeWrapper<GiftCode>;
  GiftCodeConnection: ResolverTypeWrapper<GiftCodeConnection>;
  GiftCodeEdge: ResolverTypeWrapper<GiftCodeEdge>;
  RedeemGiftCodeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RedeemGiftCodeResult']>;
  GiftCodeRedeemed: ResolverTypeWrapper<GiftCodeRedeemed>;
  MakeGiftCodesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MakeGiftCodesResult']>;
  GiftCodesMade: ResolverTypeWrapper<GiftCodesMade>;
  VoidGiftCodeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VoidGiftCodeResult']>;
  GiftCodeVoided: ResolverTypeWrapper<GiftCodeVoided>;
  CouponAudience: CouponAudience;
  CouponForResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CouponForResult']>;
  CouponQuote: ResolverTypeWrapper<CouponQuote>;
  Coupon: ResolverTypeWrapper<CouponView>;
  CouponConnection: ResolverTypeWrapper<Omit<CouponConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CouponEdge']> }>;
  CouponEdge: ResolverTypeWrapper<Omit<CouponEdge, 'node'> & { node: ResolversTypes['Coupon'] }>;
  CouponUse: ResolverTypeWrapper<CouponUse>;
  CouponUseConnection: ResolverTypeWrapper<CouponUseConnection>;
  CouponUseEdge: ResolverTypeWrapper<CouponUseEdge>;
  ChangeCouponsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeCouponsResult']>;
  CouponsChanged: ResolverTypeWrapper<CouponsChanged>;
  ParkedRetry: ResolverTypeWrapper<ParkedRetry>;
  LogEvent: ResolverTypeWrapper<LogEvent>;
  EventConnection: ResolverTypeWrapper<EventConnection>;
  EventEdge: ResolverTypeWrapper<EventEdge>;
  EventFilters: ResolverTypeWrapper<EventFilters>;
  Projection: ResolverTypeWrapper<Projection>;
  ParkedCount: ResolverTypeWrapper<ParkedCount>;
  ParkedEventConnection: ResolverTypeWrapper<ParkedEventConnection>;
  ParkedEventEdge: ResolverTypeWrapper<ParkedEventEdge>;
  ParkedEvent: ResolverTypeWrapper<ParkedEvent>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  Position: Scalars['Position']['output'];
  DateTime: Scalars['DateTime']['output'];
  JSON: Scalars['JSON']['output'];
  Me: Me;
  PageInfo: PageInfo;
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  CommandRefused: CommandRefused;
  NotFound: NotFound;
  Conflict: Conflict;
  InvalidInput: InvalidInput;
  NotAllowed: NotAllowed;
  AccountPolicy: AccountPolicy;
  MyAccount: MyAccount;
  SignedInDevice: SignedInDevice;
  PasswordVerdict: PasswordVerdict;
  SessionTokens: SessionTokens;
  RegisterResult: ResolversUnionTypes<ResolversParentTypes>['RegisterResult'];
  RegistrationReceived: RegistrationReceived;
  SignInResult: ResolversUnionTypes<ResolversParentTypes>['SignInResult'];
  SignedIn: SignedIn;
  RenewResult: ResolversUnionTypes<ResolversParentTypes>['RenewResult'];
  SessionRenewed: SessionRenewed;
  SignOutResult: ResolversUnionTypes<ResolversParentTypes>['SignOutResult'];
  SignedOut: SignedOut;
  SignOutEverywhereResult: ResolversUnionTypes<ResolversParentTypes>['SignOutEverywhereResult'];
  SignedOutEverywhere: SignedOutEverywhere;
  RequestLinkResult: ResolversUnionTypes<ResolversParentTypes>['RequestLinkResult'];
  LinkRequested: LinkRequested;
  UseLinkResult: ResolversUnionTypes<ResolversParentTypes>['UseLinkResult'];
  EmailChanged: EmailChanged;
  ResetPasswordResult: ResolversUnionTypes<ResolversParentTypes>['ResetPasswordResult'];
  ChangePasswordResult: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordResult'];
  PasswordChanged: PasswordChanged;
  ChangeEmailResult: ResolversUnionTypes<ResolversParentTypes>['ChangeEmailResult'];
  CreateProfileInput: CreateProfileInput;
  EditProfileInput: EditProfileInput;
  ProfileResult: ResolversUnionTypes<ResolversParentTypes>['ProfileResult'];
  ProfileSaved: Omit<ProfileSaved, 'profile'> & { profile: ResolversParentTypes['Profile'] };
  DeleteProfileResult: ResolversUnionTypes<ResolversParentTypes>['DeleteProfileResult'];
  ProfileDeleted: ProfileDeleted;
  Profile: ProfileView;
  Person: Person;
  PersonConnection: PersonConnection;
  PersonEdge: PersonEdge;
  RolePermissions: RolePermissions;
  OutboxMessage: OutboxMessage;
  InviteResult: ResolversUnionTypes<ResolversParentTypes>['InviteResult'];
  Invited: Invited;
  ChangeRoleResult: ResolversUnionTypes<ResolversParentTypes>['ChangeRoleResult'];
  RoleChanged: RoleChanged;
  SuspendAccountResult: ResolversUnionTypes<ResolversParentTypes>['SuspendAccountResult'];
  SuspensionChanged: SuspensionChanged;
  HelpPersonResult: ResolversUnionTypes<ResolversParentTypes>['HelpPersonResult'];
  PersonHelped: PersonHelped;
  PersonPage: PersonPage;
  PersonPermission: PersonPermission;
  PersonDevice: PersonDevice;
  PersonProfile: PersonProfile;
  ProgramScope: ProgramScope;
  Program: Program;
  ProgramKey: ProgramKey;
  CreateProgramResult: ResolversUnionTypes<ResolversParentTypes>['CreateProgramResult'];
  MakeProgramKeyResult: ResolversUnionTypes<ResolversParentTypes>['MakeProgramKeyResult'];
  ProgramKeyMade: ProgramKeyMade;
  ChangeProgramResult: ResolversUnionTypes<ResolversParentTypes>['ChangeProgramResult'];
  ProgramChanged: ProgramChanged;
  BlockedDevice: BlockedDevice;
  DeviceResult: ResolversUnionTypes<ResolversParentTypes>['DeviceResult'];
  DeviceChanged: DeviceChanged;
  DeviceLimitReached: DeviceLimitReached;
  Permission: Permission;
  CustomRole: CustomRole;
  CustomRoleResult: ResolversUnionTypes<ResolversParentTypes>['CustomRoleResult'];
  CustomRoleSaved: CustomRoleSaved;
  RequestErasureResult: ResolversUnionTypes<ResolversParentTypes>['RequestErasureResult'];
  ErasureRequested: ErasureRequested;
  CancelErasureResult: ResolversUnionTypes<ResolversParentTypes>['CancelErasureResult'];
  ErasureCancelled: ErasureCancelled;
  PersonalExport: PersonalExport;
  Float: Scalars['Float']['output'];
  RequestExportResult: ResolversUnionTypes<ResolversParentTypes>['RequestExportResult'];
  ExportAsked: ExportAsked;
  DeleteExportResult: ResolversUnionTypes<ResolversParentTypes>['DeleteExportResult'];
  ExportDeleted: ExportDeleted;
  Consent: Consent;
  ConsentDecision: ConsentDecision;
  SetConsentResult: ResolversUnionTypes<ResolversParentTypes>['SetConsentResult'];
  ConsentSaved: ConsentSaved;
  OfferProfileResult: ResolversUnionTypes<ResolversParentTypes>['OfferProfileResult'];
  ProfileOffered: ProfileOffered;
  OfferedProfile: OfferedProfile;
  MySecurity: MySecurity;
  SecondFactorNeeded: SecondFactorNeeded;
  CompleteSignInResult: ResolversUnionTypes<ResolversParentTypes>['CompleteSignInResult'];
  ConfirmResult: ResolversUnionTypes<ResolversParentTypes>['ConfirmResult'];
  ItIsMe: ItIsMe;
  BeginAuthenticatorResult: ResolversUnionTypes<ResolversParentTypes>['BeginAuthenticatorResult'];
  AuthenticatorBegun: AuthenticatorBegun;
  AddAuthenticatorResult: ResolversUnionTypes<ResolversParentTypes>['AddAuthenticatorResult'];
  AuthenticatorAdded: AuthenticatorAdded;
  MakeRecoveryCodesResult: ResolversUnionTypes<ResolversParentTypes>['MakeRecoveryCodesResult'];
  RecoveryCodes: RecoveryCodes;
  FactorResult: ResolversUnionTypes<ResolversParentTypes>['FactorResult'];
  FactorChanged: FactorChanged;
  PasskeyOptionsResult: ResolversUnionTypes<ResolversParentTypes>['PasskeyOptionsResult'];
  PasskeyOptions: PasskeyOptions;
  SignInByPasskeyResult: ResolversUnionTypes<ResolversParentTypes>['SignInByPasskeyResult'];
  Passkey: Passkey;
  PairingLookup: ResolversUnionTypes<ResolversParentTypes>['PairingLookup'];
  PairingAsk: PairingAsk;
  StartPairingResult: ResolversUnionTypes<ResolversParentTypes>['StartPairingResult'];
  PairingStarted: PairingStarted;
  PollPairingResult: ResolversUnionTypes<ResolversParentTypes>['PollPairingResult'];
  PairingPending: PairingPending;
  PairingSlowDown: PairingSlowDown;
  AnswerPairingResult: ResolversUnionTypes<ResolversParentTypes>['AnswerPairingResult'];
  PairingAnswered: PairingAnswered;
  OpenIdProvider: OpenIdProvider;
  LinkOpenIdResult: ResolversUnionTypes<ResolversParentTypes>['LinkOpenIdResult'];
  UnlinkOpenIdResult: ResolversUnionTypes<ResolversParentTypes>['UnlinkOpenIdResult'];
  OpenIdsChanged: OpenIdsChanged;
  SeeingAs: SeeingAs;
  SupportLook: SupportLook;
  BeginSeeAsResult: ResolversUnionTypes<ResolversParentTypes>['BeginSeeAsResult'];
  SeeAsBegan: SeeAsBegan;
  EndSeeAsResult: ResolversUnionTypes<ResolversParentTypes>['EndSeeAsResult'];
  SeeAsOver: SeeAsOver;
  StartUploadInput: StartUploadInput;
  StartUploadResult: ResolversUnionTypes<ResolversParentTypes>['StartUploadResult'];
  UploadStarted: UploadStarted;
  AbortUploadResult: ResolversUnionTypes<ResolversParentTypes>['AbortUploadResult'];
  UploadAborted: UploadAborted;
  StageCount: StageCount;
  Asset: AssetView;
  VideoFacts: VideoFacts;
  Rendition: Rendition;
  Job: Job;
  Rejection: Rejection;
  AssetNote: AssetNote;
  JobProgress: JobProgress;
  AssetConnection: Omit<AssetConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AssetEdge']> };
  AssetEdge: Omit<AssetEdge, 'node'> & { node: ResolversParentTypes['Asset'] };
  EditTitleInput: EditTitleInput;
  EditTitleResult: ResolversUnionTypes<ResolversParentTypes>['EditTitleResult'];
  TitleEdited: Omit<TitleEdited, 'title'> & { title: ResolversParentTypes['Title'] };
  PublishTitleResult: ResolversUnionTypes<ResolversParentTypes>['PublishTitleResult'];
  TitlePublished: Omit<TitlePublished, 'title'> & { title: ResolversParentTypes['Title'] };
  UnpublishTitleResult: ResolversUnionTypes<ResolversParentTypes>['UnpublishTitleResult'];
  TitleUnpublished: Omit<TitleUnpublished, 'title'> & { title: ResolversParentTypes['Title'] };
  RateTitleResult: ResolversUnionTypes<ResolversParentTypes>['RateTitleResult'];
  TitleRated: Omit<TitleRated, 'title'> & { title: ResolversParentTypes['Title'] };
  TagTitleResult: ResolversUnionTypes<ResolversParentTypes>['TagTitleResult'];
  TitleTagged: Omit<TitleTagged, 'title'> & { title: ResolversParentTypes['Title'] };
  TitleTag: TitleTag;
  ChangeRightsResult: ResolversUnionTypes<ResolversParentTypes>['ChangeRightsResult'];
  RightsChanged: Omit<RightsChanged, 'title'> & { title: ResolversParentTypes['Title'] };
  RightsWindow: RightsWindow;
  RightsWindowInput: RightsWindowInput;
  Title: TitleView;
  TitleConnection: Omit<TitleConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['TitleEdge']> };
  TitleEdge: Omit<TitleEdge, 'node'> & { node: ResolversParentTypes['Title'] };
  StartPlaybackResult: ResolversUnionTypes<ResolversParentTypes>['StartPlaybackResult'];
  PlaybackStarted: Omit<PlaybackStarted, 'title'> & { title: ResolversParentTypes['Title'] };
  EndPlaybackResult: ResolversUnionTypes<ResolversParentTypes>['EndPlaybackResult'];
  PlaybackEnded: PlaybackEnded;
  WatchingNow: WatchingNow;
  TitleWatched: TitleWatched;
  TitleAccess: Omit<TitleAccess, 'offers'> & { offers: ReadonlyArray<ResolversParentTypes['PlaybackOffer']> };
  PlaybackRefused: Omit<PlaybackRefused, 'offers' | 'activeStreams'> & { offers: ReadonlyArray<ResolversParentTypes['PlaybackOffer']>, activeStreams: ReadonlyArray<ResolversParentTypes['ActiveStream']> };
  PlaybackOffer: ResolversUnionTypes<ResolversParentTypes>['PlaybackOffer'];
  PlanOffer: PlanOffer;
  PlaybackDecisionConnection: Omit<PlaybackDecisionConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['PlaybackDecisionEdge']> };
  PlaybackDecisionEdge: Omit<PlaybackDecisionEdge, 'node'> & { node: ResolversParentTypes['PlaybackDecision'] };
  PlaybackDecision: Omit<PlaybackDecision, 'title'> & { title?: Maybe<ResolversParentTypes['Title']> };
  DecisionReason: DecisionReason;
  PlaybackExplanation: PlaybackExplanation;
  RenewPlaybackResult: ResolversUnionTypes<ResolversParentTypes>['RenewPlaybackResult'];
  PlaybackRenewed: PlaybackRenewed;
  StopPlaybackResult: ResolversUnionTypes<ResolversParentTypes>['StopPlaybackResult'];
  PlaybackStopped: PlaybackStopped;
  ActiveStream: Omit<ActiveStream, 'title'> & { title?: Maybe<ResolversParentTypes['Title']> };
  WatchMarkResult: ResolversUnionTypes<ResolversParentTypes>['WatchMarkResult'];
  WatchMarked: WatchMarked;
  WatchProgress: Omit<WatchProgress, 'title'> & { title: ResolversParentTypes['Title'] };
  Money: Money;
  Plan: Plan;
  PlanInterval: PlanInterval;
  PlanFeatures: PlanFeatures;
  PlanPrice: PlanPrice;
  PlanIntervalInput: PlanIntervalInput;
  PlanFeaturesInput: PlanFeaturesInput;
  StudioPlan: StudioPlanView;
  PriceAnnouncement: PriceAnnouncement;
  StudioPlanPrice: StudioPlanPrice;
  ChangePlansResult: ResolversUnionTypes<ResolversParentTypes>['ChangePlansResult'];
  PlansChanged: PlansChanged;
  TitleOffer: TitleOffer;
  TitlePrice: TitlePrice;
  TitlePriceInput: TitlePriceInput;
  Purchase: Omit<Purchase, 'title'> & { title?: Maybe<ResolversParentTypes['Title']> };
  PurchaseConnection: Omit<PurchaseConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['PurchaseEdge']> };
  PurchaseEdge: Omit<PurchaseEdge, 'node'> & { node: ResolversParentTypes['Purchase'] };
  AskPurchaseResult: ResolversUnionTypes<ResolversParentTypes>['AskPurchaseResult'];
  PurchaseAsked: PurchaseAsked;
  AlreadyYours: AlreadyYours;
  ChangePurchaseResult: ResolversUnionTypes<ResolversParentTypes>['ChangePurchaseResult'];
  PurchaseChanged: PurchaseChanged;
  ChangeTitlePriceResult: ResolversUnionTypes<ResolversParentTypes>['ChangeTitlePriceResult'];
  TitlePricesChanged: TitlePricesChanged;
  PaymentMethods: PaymentMethods;
  PaymentMethod: PaymentMethod;
  Checkout: Checkout;
  OpenCheckoutResult: ResolversUnionTypes<ResolversParentTypes>['OpenCheckoutResult'];
  CheckoutToVisit: CheckoutToVisit;
  CompleteCheckoutResult: ResolversUnionTypes<ResolversParentTypes>['CompleteCheckoutResult'];
  CheckoutAskedFor: CheckoutAskedFor;
  PaymentMethodsResult: ResolversUnionTypes<ResolversParentTypes>['PaymentMethodsResult'];
  PaymentMethodsChanged: PaymentMethodsChanged;
  MySubscription: MySubscription;
  NextPayment: NextPayment;
  SubscriptionDiscount: SubscriptionDiscount;
  SubscriptionResult: ResolversUnionTypes<ResolversParentTypes>['SubscriptionResult'];
  SubscriptionChanged: SubscriptionChanged;
  PreviewPlanChangeResult: ResolversUnionTypes<ResolversParentTypes>['PreviewPlanChangeResult'];
  PlanChangePreview: PlanChangePreview;
  ConfirmPaymentResult: ResolversUnionTypes<ResolversParentTypes>['ConfirmPaymentResult'];
  PaymentToConfirm: PaymentToConfirm;
  Invoice: InvoiceView;
  Seller: Seller;
  InvoiceLine: InvoiceLine;
  InvoiceTax: InvoiceTax;
  InvoiceRefund: InvoiceRefund;
  InvoiceConnection: Omit<InvoiceConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['InvoiceEdge']> };
  InvoiceEdge: Omit<InvoiceEdge, 'node'> & { node: ResolversParentTypes['Invoice'] };
  CustomerMoney: CustomerMoneyView;
  CustomerPurchase: CustomerPurchase;
  CustomerCard: CustomerCard;
  CustomerSubscription: CustomerSubscriptionView;
  CustomerSubscriptionConnection: Omit<CustomerSubscriptionConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CustomerSubscriptionEdge']> };
  CustomerSubscriptionEdge: Omit<CustomerSubscriptionEdge, 'node'> & { node: ResolversParentTypes['CustomerSubscription'] };
  SubscriptionCount: SubscriptionCount;
  LedgerBalance: LedgerBalance;
  LedgerEntry: LedgerEntry;
  RefundInvoiceResult: ResolversUnionTypes<ResolversParentTypes>['RefundInvoiceResult'];
  RefundUnderWay: RefundUnderWay;
  CustomerMoneyResult: ResolversUnionTypes<ResolversParentTypes>['CustomerMoneyResult'];
  CustomerMoneyChanged: CustomerMoneyChanged;
  GiftCode: GiftCode;
  GiftCodeConnection: GiftCodeConnection;
  GiftCodeEdge: GiftCodeEdge;
  RedeemGiftCodeResult: ResolversUnionTypes<ResolversParentTypes>['RedeemGiftCodeResult'];
  GiftCodeRedeemed: GiftCodeRedeemed;
  MakeGiftCodesResult: ResolversUnionTypes<ResolversParentTypes>['MakeGiftCodesResult'];
  GiftCodesMade: GiftCodesMade;
  VoidGiftCodeResult: ResolversUnionTypes<ResolversParentTypes>['VoidGiftCodeResult'];
  GiftCodeVoided: GiftCodeVoided;
  CouponForResult: ResolversUnionTypes<ResolversParentTypes>['CouponForResult'];
  CouponQuote: CouponQuote;
  Coupon: CouponView;
  CouponConnection: Omit<CouponConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CouponEdge']> };
  CouponEdge: Omit<CouponEdge, 'node'> & { node: ResolversParentTypes['Coupon'] };
  CouponUse: CouponUse;
  CouponUseConnection: CouponUseConnection;
  CouponUseEdge: CouponUseEdge;
  ChangeCouponsResult: ResolversUnionTypes<ResolversParentTypes>['ChangeCouponsResult'];
  CouponsChanged: CouponsChanged;
  ParkedRetry: ParkedRetry;
  LogEvent: LogEvent;
  EventConnection: EventConnection;
  EventEdge: EventEdge;
  EventFilters: EventFilters;
  Projection: Projection;
  ParkedCount: ParkedCount;
  ParkedEventConnection: ParkedEventConnection;
  ParkedEventEdge: ParkedEventEdge;
  ParkedEvent: ParkedEvent;
  String: Scalars['String']['output'];
};

export type AllowDirectiveArgs = {
  to: ReadonlyArray<CallerKind>;
  may?: Maybe<Scalars['String']['input']>;
};

export type AllowDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = AllowDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type OpenDirectiveArgs = { };

export type OpenDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = OpenDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  consistent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryConsistentArgs, 'token'>>;
  me?: Resolver<ResolversTypes['Me'], ParentType, ContextType>;
  myAccount?: Resolver<Maybe<ResolversTypes['MyAccount']>, ParentType, ContextType>;
  accountPolicy?: Resolver<ResolversTypes['AccountPolicy'], ParentType, ContextType>;
  myDevices?: Resolver<ReadonlyArray<ResolversTypes['SignedInDevice']>, ParentType, ContextType>;
  judgePassword?: Resolver<ResolversTypes['PasswordVerdict'], ParentType, ContextType, RequireFields<QueryJudgePasswordArgs, 'password'>>;
  myProfiles?: Resolver<ReadonlyArray<ResolversTypes['Profile']>, ParentType, ContextType>;
  people?: Resolver<ResolversTypes['PersonConnection'], ParentType, ContextType, RequireFields<QueryPeopleArgs, 'first' | 'staff'>>;
  rolePermissions?: Resolver<ReadonlyArray<ResolversTypes['RolePermissions']>, ParentType, ContextType>;
  outbox?: Resolver<ReadonlyArray<ResolversTypes['OutboxMessage']>, ParentType, ContextType, RequireFields<QueryOutboxArgs, 'first'>>;
  person?: Resolver<Maybe<ResolversTypes['PersonPage']>, ParentType, ContextType, RequireFields<QueryPersonArgs, 'id'>>;
  personByAddress?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType, RequireFields<QueryPersonByAddressArgs, 'email'>>;
  programs?: Resolver<ReadonlyArray<ResolversTypes['Program']>, ParentType, ContextType>;
  programScopes?: Resolver<ReadonlyArray<ResolversTypes['ProgramScope']>, ParentType, ContextType>;
  myBlockedDevices?: Resolver<ReadonlyArray<ResolversTypes['BlockedDevice']>, ParentType, ContextType>;
  permissions?: Resolver<ReadonlyArray<ResolversTypes['Permission']>, ParentType, ContextType>;
  customRoles?: Resolver<ReadonlyArray<ResolversTypes['CustomRole']>, ParentType, ContextType>;
  myExports?: Resolver<ReadonlyArray<ResolversTypes['PersonalExport']>, ParentType, ContextType>;
  myConsents?: Resolver<ReadonlyArray<ResolversTypes['Consent']>, ParentType, ContextType>;
  offeredProfile?: Resolver<Maybe<ResolversTypes['OfferedProfile']>, ParentType, ContextType, RequireFields<QueryOfferedProfileArgs, 'token'>>;
  mySecurity?: Resolver<Maybe<ResolversTypes['MySecurity']>, ParentType, ContextType>;
  pairing?: Resolver<ResolversTypes['PairingLookup'], ParentType, ContextType, RequireFields<QueryPairingArgs, 'userCode'>>;
  seeingAs?: Resolver<Maybe<ResolversTypes['SeeingAs']>, ParentType, ContextType>;
  supportLooks?: Resolver<ReadonlyArray<ResolversTypes['SupportLook']>, ParentType, ContextType>;
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType, RequireFields<QueryAssetArgs, 'id'>>;
  assets?: Resolver<ResolversTypes['AssetConnection'], ParentType, ContextType, RequireFields<QueryAssetsArgs, 'first'>>;
  assetCounts?: Resolver<ReadonlyArray<ResolversTypes['StageCount']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['Title']>, ParentType, ContextType, RequireFields<QueryTitleArgs, 'id'>>;
  titles?: Resolver<ResolversTypes['TitleConnection'], ParentType, ContextType, RequireFields<QueryTitlesArgs, 'first'>>;
  studioTitles?: Resolver<ResolversTypes['TitleConnection'], ParentType, ContextType, RequireFields<QueryStudioTitlesArgs, 'first'>>;
  titleTags?: Resolver<ReadonlyArray<ResolversTypes['TitleTag']>, ParentType, ContextType>;
  continueWatching?: Resolver<ReadonlyArray<ResolversTypes['WatchProgress']>, ParentType, ContextType, RequireFields<QueryContinueWatchingArgs, 'first'>>;
  watchingNow?: Resolver<Maybe<ResolversTypes['WatchingNow']>, ParentType, ContextType, Partial<QueryWatchingNowArgs>>;
  decisionsOf?: Resolver<ResolversTypes['PlaybackDecisionConnection'], ParentType, ContextType, RequireFields<QueryDecisionsOfArgs, 'accountId' | 'first'>>;
  whyMayNotSee?: Resolver<Maybe<ResolversTypes['PlaybackExplanation']>, ParentType, ContextType, RequireFields<QueryWhyMayNotSeeArgs, 'titleId'>>;
  activeStreams?: Resolver<ReadonlyArray<ResolversTypes['ActiveStream']>, ParentType, ContextType>;
  plans?: Resolver<ReadonlyArray<ResolversTypes['Plan']>, ParentType, ContextType>;
  sellableCurrencies?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  studioPlans?: Resolver<ReadonlyArray<ResolversTypes['StudioPlan']>, ParentType, ContextType>;
  studioPlan?: Resolver<Maybe<ResolversTypes['StudioPlan']>, ParentType, ContextType, RequireFields<QueryStudioPlanArgs, 'id'>>;
  purchase?: Resolver<Maybe<ResolversTypes['Purchase']>, ParentType, ContextType, RequireFields<QueryPurchaseArgs, 'id'>>;
  myPurchases?: Resolver<ResolversTypes['PurchaseConnection'], ParentType, ContextType, RequireFields<QueryMyPurchasesArgs, 'first'>>;
  paymentMethods?: Resolver<Maybe<ResolversTypes['PaymentMethods']>, ParentType, ContextType>;
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<QueryCheckoutArgs, 'id'>>;
  mySubscription?: Resolver<Maybe<ResolversTypes['MySubscription']>, ParentType, ContextType>;
  previewPlanChange?: Resolver<ResolversTypes['PreviewPlanChangeResult'], ParentType, ContextType, RequireFields<QueryPreviewPlanChangeArgs, 'planId'>>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<QueryInvoiceArgs, 'id'>>;
  myInvoices?: Resolver<Maybe<ResolversTypes['InvoiceConnection']>, ParentType, ContextType, RequireFields<QueryMyInvoicesArgs, 'first'>>;
  customerMoney?: Resolver<ResolversTypes['CustomerMoney'], ParentType, ContextType, RequireFields<QueryCustomerMoneyArgs, 'accountId'>>;
  overdueSubscriptions?: Resolver<ResolversTypes['CustomerSubscriptionConnection'], ParentType, ContextType, RequireFields<QueryOverdueSubscriptionsArgs, 'first' | 'suspended'>>;
  subscriptionCounts?: Resolver<ReadonlyArray<ResolversTypes['SubscriptionCount']>, ParentType, ContextType>;
  ledgerBalances?: Resolver<ReadonlyArray<ResolversTypes['LedgerBalance']>, ParentType, ContextType>;
  ledgerOfInvoice?: Resolver<ReadonlyArray<ResolversTypes['LedgerEntry']>, ParentType, ContextType, RequireFields<QueryLedgerOfInvoiceArgs, 'invoiceId'>>;
  myCredit?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  giftCodes?: Resolver<ResolversTypes['GiftCodeConnection'], ParentType, ContextType, RequireFields<QueryGiftCodesArgs, 'first'>>;
  couponFor?: Resolver<ResolversTypes['CouponForResult'], ParentType, ContextType, RequireFields<QueryCouponForArgs, 'planId' | 'code'>>;
  coupons?: Resolver<ResolversTypes['CouponConnection'], ParentType, ContextType, RequireFields<QueryCouponsArgs, 'first'>>;
  coupon?: Resolver<Maybe<ResolversTypes['Coupon']>, ParentType, ContextType, RequireFields<QueryCouponArgs, 'id'>>;
  events?: Resolver<ResolversTypes['EventConnection'], ParentType, ContextType, RequireFields<QueryEventsArgs, 'first'>>;
  eventFilters?: Resolver<ResolversTypes['EventFilters'], ParentType, ContextType>;
  streamEvents?: Resolver<ResolversTypes['EventConnection'], ParentType, ContextType, RequireFields<QueryStreamEventsArgs, 'stream' | 'first'>>;
  projections?: Resolver<ReadonlyArray<ResolversTypes['Projection']>, ParentType, ContextType>;
  parkedCounts?: Resolver<ReadonlyArray<ResolversTypes['ParkedCount']>, ParentType, ContextType>;
  parkedEvents?: Resolver<ResolversTypes['ParkedEventConnection'], ParentType, ContextType, RequireFields<QueryParkedEventsArgs, 'first'>>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  register?: Resolver<ResolversTypes['RegisterResult'], ParentType, ContextType, RequireFields<MutationRegisterArgs, 'commandId' | 'email' | 'password' | 'locale'>>;
  signIn?: Resolver<ResolversTypes['SignInResult'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'commandId' | 'email' | 'password' | 'carry'>>;
  renewSession?: Resolver<ResolversTypes['RenewResult'], ParentType, ContextType, RequireFields<MutationRenewSessionArgs, 'refreshToken'>>;
  signOut?: Resolver<ResolversTypes['SignOutResult'], ParentType, ContextType, RequireFields<MutationSignOutArgs, 'commandId'>>;
  signOutEverywhere?: Resolver<ResolversTypes['SignOutEverywhereResult'], ParentType, ContextType, RequireFields<MutationSignOutEverywhereArgs, 'commandId' | 'exceptThis'>>;
  requestLink?: Resolver<ResolversTypes['RequestLinkResult'], ParentType, ContextType, RequireFields<MutationRequestLinkArgs, 'commandId' | 'email' | 'purpose'>>;
  useLink?: Resolver<ResolversTypes['UseLinkResult'], ParentType, ContextType, RequireFields<MutationUseLinkArgs, 'commandId' | 'token'>>;
  resetPassword?: Resolver<ResolversTypes['ResetPasswordResult'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'commandId' | 'token' | 'password'>>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordResult'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'commandId' | 'current' | 'password'>>;
  changeEmail?: Resolver<ResolversTypes['ChangeEmailResult'], ParentType, ContextType, RequireFields<MutationChangeEmailArgs, 'commandId' | 'email'>>;
  createProfile?: Resolver<ResolversTypes['ProfileResult'], ParentType, ContextType, RequireFields<MutationCreateProfileArgs, 'commandId' | 'input'>>;
  editProfile?: Resolver<ResolversTypes['ProfileResult'], ParentType, ContextType, RequireFields<MutationEditProfileArgs, 'commandId' | 'profileId' | 'input'>>;
  setMaturityCap?: Resolver<ResolversTypes['ProfileResult'], ParentType, ContextType, RequireFields<MutationSetMaturityCapArgs, 'commandId' | 'profileId' | 'maturityCap' | 'kids'>>;
  setPlaybackPreferences?: Resolver<ResolversTypes['ProfileResult'], ParentType, ContextType, RequireFields<MutationSetPlaybackPreferencesArgs, 'commandId' | 'profileId' | 'subtitles'>>;
  setPin?: Resolver<ResolversTypes['ProfileResult'], ParentType, ContextType, RequireFields<MutationSetPinArgs, 'commandId' | 'profileId'>>;
  chooseProfile?: Resolver<ResolversTypes['ProfileResult'], ParentType, ContextType, RequireFields<MutationChooseProfileArgs, 'commandId' | 'profileId'>>;
  deleteProfile?: Resolver<ResolversTypes['DeleteProfileResult'], ParentType, ContextType, RequireFields<MutationDeleteProfileArgs, 'commandId' | 'profileId'>>;
  invite?: Resolver<ResolversTypes['InviteResult'], ParentType, ContextType, RequireFields<MutationInviteArgs, 'commandId' | 'email'>>;
  grantRole?: Resolver<ResolversTypes['ChangeRoleResult'], ParentType, ContextType, RequireFields<MutationGrantRoleArgs, 'commandId' | 'accountId' | 'role'>>;
  revokeRole?: Resolver<ResolversTypes['ChangeRoleResult'], ParentType, ContextType, RequireFields<MutationRevokeRoleArgs, 'commandId' | 'accountId' | 'role'>>;
  requestErasureFor?: Resolver<ResolversTypes['HelpPersonResult'], ParentType, ContextType, RequireFields<MutationRequestErasureForArgs, 'commandId' | 'accountId' | 'reason'>>;
  signOutPerson?: Resolver<ResolversTypes['HelpPersonResult'], ParentType, ContextType, RequireFields<MutationSignOutPersonArgs, 'commandId' | 'accountId' | 'reason'>>;
  sendResetLinkTo?: Resolver<ResolversTypes['HelpPersonResult'], ParentType, ContextType, RequireFields<MutationSendResetLinkToArgs, 'commandId' | 'accountId' | 'reason'>>;
  suspendAccount?: Resolver<ResolversTypes['SuspendAccountResult'], ParentType, ContextType, RequireFields<MutationSuspendAccountArgs, 'commandId' | 'accountId' | 'reason'>>;
  liftSuspension?: Resolver<ResolversTypes['SuspendAccountResult'], ParentType, ContextType, RequireFields<MutationLiftSuspensionArgs, 'commandId' | 'accountId'>>;
  createProgram?: Resolver<ResolversTypes['CreateProgramResult'], ParentType, ContextType, RequireFields<MutationCreateProgramArgs, 'commandId' | 'name' | 'scopes' | 'days'>>;
  changeProgramScopes?: Resolver<ResolversTypes['ChangeProgramResult'], ParentType, ContextType, RequireFields<MutationChangeProgramScopesArgs, 'commandId' | 'programId' | 'scopes'>>;
  makeProgramKey?: Resolver<ResolversTypes['MakeProgramKeyResult'], ParentType, ContextType, RequireFields<MutationMakeProgramKeyArgs, 'commandId' | 'programId' | 'days' | 'overlapHours'>>;
  revokeProgramKey?: Resolver<ResolversTypes['ChangeProgramResult'], ParentType, ContextType, RequireFields<MutationRevokeProgramKeyArgs, 'commandId' | 'programId' | 'keyId'>>;
  closeProgram?: Resolver<ResolversTypes['ChangeProgramResult'], ParentType, ContextType, RequireFields<MutationCloseProgramArgs, 'commandId' | 'programId'>>;
  nameDevice?: Resolver<ResolversTypes['DeviceResult'], ParentType, ContextType, RequireFields<MutationNameDeviceArgs, 'commandId' | 'deviceId'>>;
  blockDevice?: Resolver<ResolversTypes['DeviceResult'], ParentType, ContextType, RequireFields<MutationBlockDeviceArgs, 'commandId' | 'deviceId'>>;
  unblockDevice?: Resolver<ResolversTypes['DeviceResult'], ParentType, ContextType, RequireFields<MutationUnblockDeviceArgs, 'commandId' | 'deviceId'>>;
  defineRole?: Resolver<ResolversTypes['CustomRoleResult'], ParentType, ContextType, RequireFields<MutationDefineRoleArgs, 'commandId' | 'name' | 'permissions'>>;
  changeCustomRole?: Resolver<ResolversTypes['CustomRoleResult'], ParentType, ContextType, RequireFields<MutationChangeCustomRoleArgs, 'commandId' | 'roleId' | 'name' | 'permissions'>>;
  retireCustomRole?: Resolver<ResolversTypes['CustomRoleResult'], ParentType, ContextType, RequireFields<MutationRetireCustomRoleArgs, 'commandId' | 'roleId'>>;
  grantCustomRole?: Resolver<ResolversTypes['ChangeRoleResult'], ParentType, ContextType, RequireFields<MutationGrantCustomRoleArgs, 'commandId' | 'accountId' | 'roleId'>>;
  revokeCustomRole?: Resolver<ResolversTypes['ChangeRoleResult'], ParentType, ContextType, RequireFields<MutationRevokeCustomRoleArgs, 'commandId' | 'accountId' | 'roleId'>>;
  requestErasure?: Resolver<ResolversTypes['RequestErasureResult'], ParentType, ContextType, RequireFields<MutationRequestErasureArgs, 'commandId'>>;
  cancelErasure?: Resolver<ResolversTypes['CancelErasureResult'], ParentType, ContextType, RequireFields<MutationCancelErasureArgs, 'commandId'>>;
  requestExport?: Resolver<ResolversTypes['RequestExportResult'], ParentType, ContextType, RequireFields<MutationRequestExportArgs, 'commandId'>>;
  deleteExport?: Resolver<ResolversTypes['DeleteExportResult'], ParentType, ContextType, RequireFields<MutationDeleteExportArgs, 'commandId' | 'exportId'>>;
  setConsent?: Resolver<ResolversTypes['SetConsentResult'], ParentType, ContextType, RequireFields<MutationSetConsentArgs, 'commandId' | 'purpose' | 'given'>>;
  offerProfile?: Resolver<ResolversTypes['OfferProfileResult'], ParentType, ContextType, RequireFields<MutationOfferProfileArgs, 'commandId' | 'profileId'>>;
  acceptProfile?: Resolver<ResolversTypes['ProfileResult'], ParentType, ContextType, RequireFields<MutationAcceptProfileArgs, 'commandId' | 'token'>>;
  completeSignIn?: Resolver<ResolversTypes['CompleteSignInResult'], ParentType, ContextType, RequireFields<MutationCompleteSignInArgs, 'commandId' | 'challenge' | 'carry'>>;
  confirmItIsMe?: Resolver<ResolversTypes['ConfirmResult'], ParentType, ContextType, RequireFields<MutationConfirmItIsMeArgs, 'commandId' | 'carry'>>;
  beginAuthenticator?: Resolver<ResolversTypes['BeginAuthenticatorResult'], ParentType, ContextType>;
  addAuthenticator?: Resolver<ResolversTypes['AddAuthenticatorResult'], ParentType, ContextType, RequireFields<MutationAddAuthenticatorArgs, 'commandId' | 'setup' | 'code'>>;
  removeAuthenticator?: Resolver<ResolversTypes['FactorResult'], ParentType, ContextType, RequireFields<MutationRemoveAuthenticatorArgs, 'commandId'>>;
  makeRecoveryCodes?: Resolver<ResolversTypes['MakeRecoveryCodesResult'], ParentType, ContextType, RequireFields<MutationMakeRecoveryCodesArgs, 'commandId'>>;
  passkeyOptions?: Resolver<ResolversTypes['PasskeyOptionsResult'], ParentType, ContextType, RequireFields<MutationPasskeyOptionsArgs, 'purpose'>>;
  signInByPasskey?: Resolver<ResolversTypes['SignInByPasskeyResult'], ParentType, ContextType, RequireFields<MutationSignInByPasskeyArgs, 'commandId' | 'passkey' | 'carry'>>;
  addPasskeyOptions?: Resolver<ResolversTypes['PasskeyOptionsResult'], ParentType, ContextType>;
  addPasskey?: Resolver<ResolversTypes['FactorResult'], ParentType, ContextType, RequireFields<MutationAddPasskeyArgs, 'commandId' | 'passkey' | 'name'>>;
  renamePasskey?: Resolver<ResolversTypes['FactorResult'], ParentType, ContextType, RequireFields<MutationRenamePasskeyArgs, 'commandId' | 'id' | 'name'>>;
  removePasskey?: Resolver<ResolversTypes['FactorResult'], ParentType, ContextType, RequireFields<MutationRemovePasskeyArgs, 'commandId' | 'id'>>;
  startPairing?: Resolver<ResolversTypes['StartPairingResult'], ParentType, ContextType, RequireFields<MutationStartPairingArgs, 'commandId'>>;
  pollPairing?: Resolver<ResolversTypes['PollPairingResult'], ParentType, ContextType, RequireFields<MutationPollPairingArgs, 'deviceCode' | 'carry'>>;
  approvePairing?: Resolver<ResolversTypes['AnswerPairingResult'], ParentType, ContextType, RequireFields<MutationApprovePairingArgs, 'commandId' | 'userCode'>>;
  denyPairing?: Resolver<ResolversTypes['AnswerPairingResult'], ParentType, ContextType, RequireFields<MutationDenyPairingArgs, 'commandId' | 'userCode'>>;
  linkOpenId?: Resolver<ResolversTypes['LinkOpenIdResult'], ParentType, ContextType, RequireFields<MutationLinkOpenIdArgs, 'commandId' | 'token'>>;
  unlinkOpenId?: Resolver<ResolversTypes['UnlinkOpenIdResult'], ParentType, ContextType, RequireFields<MutationUnlinkOpenIdArgs, 'commandId' | 'provider'>>;
  beginSeeAs?: Resolver<ResolversTypes['BeginSeeAsResult'], ParentType, ContextType, RequireFields<MutationBeginSeeAsArgs, 'commandId' | 'accountId' | 'reason'>>;
  endSeeAs?: Resolver<ResolversTypes['EndSeeAsResult'], ParentType, ContextType, RequireFields<MutationEndSeeAsArgs, 'commandId'>>;
  startUpload?: Resolver<ResolversTypes['StartUploadResult'], ParentType, ContextType, RequireFields<MutationStartUploadArgs, 'commandId' | 'input'>>;
  abortUpload?: Resolver<ResolversTypes['AbortUploadResult'], ParentType, ContextType, RequireFields<MutationAbortUploadArgs, 'commandId' | 'uploadId'>>;
  editTitle?: Resolver<ResolversTypes['EditTitleResult'], ParentType, ContextType, RequireFields<MutationEditTitleArgs, 'commandId' | 'input'>>;
  publishTitle?: Resolver<ResolversTypes['PublishTitleResult'], ParentType, ContextType, RequireFields<MutationPublishTitleArgs, 'commandId' | 'titleId'>>;
  unpublishTitle?: Resolver<ResolversTypes['UnpublishTitleResult'], ParentType, ContextType, RequireFields<MutationUnpublishTitleArgs, 'commandId' | 'titleId' | 'reason'>>;
  rateTitle?: Resolver<ResolversTypes['RateTitleResult'], ParentType, ContextType, RequireFields<MutationRateTitleArgs, 'commandId' | 'titleId'>>;
  tagTitle?: Resolver<ResolversTypes['TagTitleResult'], ParentType, ContextType, RequireFields<MutationTagTitleArgs, 'commandId' | 'titleId' | 'tags'>>;
  grantRightsWindow?: Resolver<ResolversTypes['ChangeRightsResult'], ParentType, ContextType, RequireFields<MutationGrantRightsWindowArgs, 'commandId' | 'titleId' | 'windowId' | 'window'>>;
  amendRightsWindow?: Resolver<ResolversTypes['ChangeRightsResult'], ParentType, ContextType, RequireFields<MutationAmendRightsWindowArgs, 'commandId' | 'titleId' | 'windowId' | 'window' | 'why'>>;
  endRightsWindow?: Resolver<ResolversTypes['ChangeRightsResult'], ParentType, ContextType, RequireFields<MutationEndRightsWindowArgs, 'commandId' | 'titleId' | 'windowId' | 'why'>>;
  startPlayback?: Resolver<ResolversTypes['StartPlaybackResult'], ParentType, ContextType, RequireFields<MutationStartPlaybackArgs, 'commandId' | 'titleId'>>;
  endPlayback?: Resolver<ResolversTypes['EndPlaybackResult'], ParentType, ContextType, RequireFields<MutationEndPlaybackArgs, 'commandId' | 'sessionToken' | 'reason' | 'positionMs'>>;
  renewPlayback?: Resolver<ResolversTypes['RenewPlaybackResult'], ParentType, ContextType, RequireFields<MutationRenewPlaybackArgs, 'sessionToken'>>;
  stopPlayback?: Resolver<ResolversTypes['StopPlaybackResult'], ParentType, ContextType, RequireFields<MutationStopPlaybackArgs, 'commandId' | 'sessionId'>>;
  markWatched?: Resolver<ResolversTypes['WatchMarkResult'], ParentType, ContextType, RequireFields<MutationMarkWatchedArgs, 'commandId' | 'titleId'>>;
  markUnwatched?: Resolver<ResolversTypes['WatchMarkResult'], ParentType, ContextType, RequireFields<MutationMarkUnwatchedArgs, 'commandId' | 'titleId'>>;
  removeFromContinueWatching?: Resolver<ResolversTypes['WatchMarkResult'], ParentType, ContextType, RequireFields<MutationRemoveFromContinueWatchingArgs, 'commandId' | 'titleId'>>;
  announcePriceToAll?: Resolver<ResolversTypes['ChangePlansResult'], ParentType, ContextType, RequireFields<MutationAnnouncePriceToAllArgs, 'commandId' | 'planId' | 'priceId'>>;
  definePlan?: Resolver<ResolversTypes['ChangePlansResult'], ParentType, ContextType, RequireFields<MutationDefinePlanArgs, 'commandId' | 'planId' | 'name' | 'interval' | 'trialDays' | 'features'>>;
  describePlan?: Resolver<ResolversTypes['ChangePlansResult'], ParentType, ContextType, RequireFields<MutationDescribePlanArgs, 'commandId' | 'planId' | 'name'>>;
  changePlanFeatures?: Resolver<ResolversTypes['ChangePlansResult'], ParentType, ContextType, RequireFields<MutationChangePlanFeaturesArgs, 'commandId' | 'planId' | 'features'>>;
  setPlanPrice?: Resolver<ResolversTypes['ChangePlansResult'], ParentType, ContextType, RequireFields<MutationSetPlanPriceArgs, 'commandId' | 'planId' | 'priceId' | 'amountMinor' | 'currency' | 'taxIncluded' | 'noticeDays'>>;
  retirePlan?: Resolver<ResolversTypes['ChangePlansResult'], ParentType, ContextType, RequireFields<MutationRetirePlanArgs, 'commandId' | 'planId'>>;
  rentTitle?: Resolver<ResolversTypes['AskPurchaseResult'], ParentType, ContextType, RequireFields<MutationRentTitleArgs, 'commandId' | 'titleId' | 'priceId'>>;
  buyTitle?: Resolver<ResolversTypes['AskPurchaseResult'], ParentType, ContextType, RequireFields<MutationBuyTitleArgs, 'commandId' | 'titleId' | 'priceId'>>;
  abandonPurchase?: Resolver<ResolversTypes['ChangePurchaseResult'], ParentType, ContextType, RequireFields<MutationAbandonPurchaseArgs, 'commandId' | 'purchaseId'>>;
  refundPurchase?: Resolver<ResolversTypes['ChangePurchaseResult'], ParentType, ContextType, RequireFields<MutationRefundPurchaseArgs, 'commandId' | 'purchaseId' | 'why'>>;
  setTitlePrice?: Resolver<ResolversTypes['ChangeTitlePriceResult'], ParentType, ContextType, RequireFields<MutationSetTitlePriceArgs, 'commandId' | 'titleId' | 'priceId' | 'price'>>;
  withdrawTitlePrice?: Resolver<ResolversTypes['ChangeTitlePriceResult'], ParentType, ContextType, RequireFields<MutationWithdrawTitlePriceArgs, 'commandId' | 'titleId' | 'priceId'>>;
  openCheckout?: Resolver<ResolversTypes['OpenCheckoutResult'], ParentType, ContextType, RequireFields<MutationOpenCheckoutArgs, 'commandId' | 'next'>>;
  completeCheckout?: Resolver<ResolversTypes['CompleteCheckoutResult'], ParentType, ContextType, RequireFields<MutationCompleteCheckoutArgs, 'commandId' | 'id'>>;
  choosePaymentMethod?: Resolver<ResolversTypes['PaymentMethodsResult'], ParentType, ContextType, RequireFields<MutationChoosePaymentMethodArgs, 'commandId' | 'id'>>;
  removePaymentMethod?: Resolver<ResolversTypes['PaymentMethodsResult'], ParentType, ContextType, RequireFields<MutationRemovePaymentMethodArgs, 'commandId' | 'id'>>;
  subscribe?: Resolver<ResolversTypes['SubscriptionResult'], ParentType, ContextType, RequireFields<MutationSubscribeArgs, 'commandId' | 'planId' | 'priceId' | 'trial'>>;
  pauseSubscription?: Resolver<ResolversTypes['SubscriptionResult'], ParentType, ContextType, RequireFields<MutationPauseSubscriptionArgs, 'commandId' | 'until'>>;
  resumeSubscription?: Resolver<ResolversTypes['SubscriptionResult'], ParentType, ContextType, RequireFields<MutationResumeSubscriptionArgs, 'commandId'>>;
  cancelSubscription?: Resolver<ResolversTypes['SubscriptionResult'], ParentType, ContextType, RequireFields<MutationCancelSubscriptionArgs, 'commandId' | 'when'>>;
  undoCancel?: Resolver<ResolversTypes['SubscriptionResult'], ParentType, ContextType, RequireFields<MutationUndoCancelArgs, 'commandId'>>;
  changePlan?: Resolver<ResolversTypes['SubscriptionResult'], ParentType, ContextType, RequireFields<MutationChangePlanArgs, 'commandId' | 'planId' | 'priceId' | 'asOf' | 'revision'>>;
  retryPayment?: Resolver<ResolversTypes['SubscriptionResult'], ParentType, ContextType, RequireFields<MutationRetryPaymentArgs, 'commandId'>>;
  confirmPayment?: Resolver<ResolversTypes['ConfirmPaymentResult'], ParentType, ContextType, RequireFields<MutationConfirmPaymentArgs, 'invoiceId'>>;
  refundInvoice?: Resolver<ResolversTypes['RefundInvoiceResult'], ParentType, ContextType, RequireFields<MutationRefundInvoiceArgs, 'commandId' | 'invoiceId' | 'amountMinor' | 'why'>>;
  grantCredit?: Resolver<ResolversTypes['CustomerMoneyResult'], ParentType, ContextType, RequireFields<MutationGrantCreditArgs, 'commandId' | 'accountId' | 'amountMinor' | 'currency' | 'why'>>;
  cancelSubscriptionFor?: Resolver<ResolversTypes['CustomerMoneyResult'], ParentType, ContextType, RequireFields<MutationCancelSubscriptionForArgs, 'commandId' | 'subscriptionId' | 'now'>>;
  redeemGiftCode?: Resolver<ResolversTypes['RedeemGiftCodeResult'], ParentType, ContextType, RequireFields<MutationRedeemGiftCodeArgs, 'commandId' | 'code'>>;
  makeGiftCodes?: Resolver<ResolversTypes['MakeGiftCodesResult'], ParentType, ContextType, RequireFields<MutationMakeGiftCodesArgs, 'commandId' | 'count' | 'amountMinor' | 'currency' | 'label'>>;
  voidGiftCode?: Resolver<ResolversTypes['VoidGiftCodeResult'], ParentType, ContextType, RequireFields<MutationVoidGiftCodeArgs, 'commandId' | 'giftCodeId' | 'why'>>;
  defineCoupon?: Resolver<ResolversTypes['ChangeCouponsResult'], ParentType, ContextType, RequireFields<MutationDefineCouponArgs, 'commandId' | 'code' | 'planIds' | 'maxUses' | 'audience'>>;
  retireCoupon?: Resolver<ResolversTypes['ChangeCouponsResult'], ParentType, ContextType, RequireFields<MutationRetireCouponArgs, 'commandId' | 'couponId'>>;
  retryParked?: Resolver<ResolversTypes['ParkedRetry'], ParentType, ContextType, RequireFields<MutationRetryParkedArgs, 'consumer'>>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  assetChanged?: SubscriptionResolver<ResolversTypes['Asset'], "assetChanged", ParentType, ContextType, Partial<SubscriptionAssetChangedArgs>>;
  jobProgress?: SubscriptionResolver<ResolversTypes['JobProgress'], "jobProgress", ParentType, ContextType, Partial<SubscriptionJobProgressArgs>>;
  titleChanged?: SubscriptionResolver<ResolversTypes['Title'], "titleChanged", ParentType, ContextType, Partial<SubscriptionTitleChangedArgs>>;
};

export interface PositionScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Position'], any> {
  name: 'Position';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Me'] = ResolversParentTypes['Me']> = {
  kind?: Resolver<ResolversTypes['ActorKind'], ParentType, ContextType>;
  profileId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  permissions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'CommandRefused' | 'NotFound' | 'Conflict' | 'InvalidInput' | 'NotAllowed' | 'PlaybackRefused', ParentType, ContextType>;
};

export type CommandRefusedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommandRefused'] = ResolversParentTypes['CommandRefused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotFoundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Conflict'] = ResolversParentTypes['Conflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotAllowedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotAllowed'] = ResolversParentTypes['NotAllowed']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountPolicyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccountPolicy'] = ResolversParentTypes['AccountPolicy']> = {
  mode?: Resolver<ResolversTypes['AccountMode'], ParentType, ContextType>;
  passwordMinLength?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outbox?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  providers?: Resolver<ReadonlyArray<ResolversTypes['OpenIdProvider']>, ParentType, ContextType>;
};

export type MyAccountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MyAccount'] = ResolversParentTypes['MyAccount']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['StaffRole']>, ParentType, ContextType>;
  needsSecondFactor?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  signInId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  profileId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  leavingAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hasPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  openIds?: Resolver<ReadonlyArray<ResolversTypes['OpenIdProvider']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SignedInDeviceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignedInDevice'] = ResolversParentTypes['SignedInDevice']> = {
  signInId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deviceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['SignInMethod'], ParentType, ContextType>;
  signedInAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PasswordVerdictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PasswordVerdict'] = ResolversParentTypes['PasswordVerdict']> = {
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enough?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  advice?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SessionTokensResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SessionTokens'] = ResolversParentTypes['SessionTokens']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RegisterResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RegisterResult'] = ResolversParentTypes['RegisterResult']> = {
  __resolveType: TypeResolveFn<'RegistrationReceived' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type RegistrationReceivedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RegistrationReceived'] = ResolversParentTypes['RegistrationReceived']> = {
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignInResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignInResult'] = ResolversParentTypes['SignInResult']> = {
  __resolveType: TypeResolveFn<'SignedIn' | 'SecondFactorNeeded' | 'DeviceLimitReached' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type SignedInResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignedIn'] = ResolversParentTypes['SignedIn']> = {
  account?: Resolver<ResolversTypes['MyAccount'], ParentType, ContextType>;
  tokens?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RenewResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenewResult'] = ResolversParentTypes['RenewResult']> = {
  __resolveType: TypeResolveFn<'SessionRenewed' | 'CommandRefused', ParentType, ContextType>;
};

export type SessionRenewedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SessionRenewed'] = ResolversParentTypes['SessionRenewed']> = {
  tokens?: Resolver<ResolversTypes['SessionTokens'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignOutResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignOutResult'] = ResolversParentTypes['SignOutResult']> = {
  __resolveType: TypeResolveFn<'SignedOut' | 'CommandRefused' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type SignedOutResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignedOut'] = ResolversParentTypes['SignedOut']> = {
  signInId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignOutEverywhereResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignOutEverywhereResult'] = ResolversParentTypes['SignOutEverywhereResult']> = {
  __resolveType: TypeResolveFn<'SignedOutEverywhere' | 'CommandRefused' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type SignedOutEverywhereResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignedOutEverywhere'] = ResolversParentTypes['SignedOutEverywhere']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RequestLinkResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RequestLinkResult'] = ResolversParentTypes['RequestLinkResult']> = {
  __resolveType: TypeResolveFn<'LinkRequested' | 'CommandRefused' | 'InvalidInput', ParentType, ContextType>;
};

export type LinkRequestedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LinkRequested'] = ResolversParentTypes['LinkRequested']> = {
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UseLinkResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UseLinkResult'] = ResolversParentTypes['UseLinkResult']> = {
  __resolveType: TypeResolveFn<'SignedIn' | 'SecondFactorNeeded' | 'EmailChanged' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type EmailChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EmailChanged'] = ResolversParentTypes['EmailChanged']> = {
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResetPasswordResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ResetPasswordResult'] = ResolversParentTypes['ResetPasswordResult']> = {
  __resolveType: TypeResolveFn<'SignedIn' | 'SecondFactorNeeded' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type ChangePasswordResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangePasswordResult'] = ResolversParentTypes['ChangePasswordResult']> = {
  __resolveType: TypeResolveFn<'PasswordChanged' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type PasswordChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PasswordChanged'] = ResolversParentTypes['PasswordChanged']> = {
  signedOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeEmailResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeEmailResult'] = ResolversParentTypes['ChangeEmailResult']> = {
  __resolveType: TypeResolveFn<'LinkRequested' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type ProfileResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProfileResult'] = ResolversParentTypes['ProfileResult']> = {
  __resolveType: TypeResolveFn<'ProfileSaved' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type ProfileSavedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProfileSaved'] = ResolversParentTypes['ProfileSaved']> = {
  profile?: Resolver<ResolversTypes['Profile'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteProfileResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteProfileResult'] = ResolversParentTypes['DeleteProfileResult']> = {
  __resolveType: TypeResolveFn<'ProfileDeleted' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type ProfileDeletedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProfileDeleted'] = ResolversParentTypes['ProfileDeleted']> = {
  profileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProfileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Profile'] = ResolversParentTypes['Profile']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  avatar?: Resolver<ResolversTypes['Avatar'], ParentType, ContextType>;
  kids?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  maturityCap?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  autoplay?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  audioLanguage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subtitles?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hasPin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PersonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['StaffRole']>, ParentType, ContextType>;
  customRoles?: Resolver<ReadonlyArray<ResolversTypes['CustomRole']>, ParentType, ContextType>;
  lacksSecondFactor?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PersonStatus'], ParentType, ContextType>;
  leavingAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PersonConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonConnection'] = ResolversParentTypes['PersonConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PersonEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PersonEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonEdge'] = ResolversParentTypes['PersonEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
};

export type RolePermissionsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RolePermissions'] = ResolversParentTypes['RolePermissions']> = {
  role?: Resolver<ResolversTypes['StaffRole'], ParentType, ContextType>;
  may?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  permissions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OutboxMessageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OutboxMessage'] = ResolversParentTypes['OutboxMessage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type InviteResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InviteResult'] = ResolversParentTypes['InviteResult']> = {
  __resolveType: TypeResolveFn<'Invited' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type InvitedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Invited'] = ResolversParentTypes['Invited']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  linkUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeRoleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeRoleResult'] = ResolversParentTypes['ChangeRoleResult']> = {
  __resolveType: TypeResolveFn<'RoleChanged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type RoleChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RoleChanged'] = ResolversParentTypes['RoleChanged']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['StaffRole']>, ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SuspendAccountResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SuspendAccountResult'] = ResolversParentTypes['SuspendAccountResult']> = {
  __resolveType: TypeResolveFn<'SuspensionChanged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type SuspensionChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SuspensionChanged'] = ResolversParentTypes['SuspensionChanged']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HelpPersonResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HelpPersonResult'] = ResolversParentTypes['HelpPersonResult']> = {
  __resolveType: TypeResolveFn<'PersonHelped' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type PersonHelpedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonHelped'] = ResolversParentTypes['PersonHelped']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leavingAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonPage'] = ResolversParentTypes['PersonPage']> = {
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  may?: Resolver<ReadonlyArray<ResolversTypes['PersonPermission']>, ParentType, ContextType>;
  suspended?: Resolver<Maybe<ResolversTypes['SuspensionReason']>, ParentType, ContextType>;
  lastSignedInAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  devices?: Resolver<ReadonlyArray<ResolversTypes['PersonDevice']>, ParentType, ContextType>;
  profiles?: Resolver<ReadonlyArray<ResolversTypes['PersonProfile']>, ParentType, ContextType>;
};

export type PersonPermissionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonPermission'] = ResolversParentTypes['PersonPermission']> = {
  what?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['StaffRole']>, ParentType, ContextType>;
  customRoles?: Resolver<ReadonlyArray<ResolversTypes['CustomRole']>, ParentType, ContextType>;
};

export type PersonDeviceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonDevice'] = ResolversParentTypes['PersonDevice']> = {
  signInId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['SignInMethod'], ParentType, ContextType>;
  signedInAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PersonProfileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonProfile'] = ResolversParentTypes['PersonProfile']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kids?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  maturityCap?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hasPin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProgramScopeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProgramScope'] = ResolversParentTypes['ProgramScope']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  means?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProgramResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Program'] = ResolversParentTypes['Program']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  madeBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['ProgramKey']>, ParentType, ContextType>;
};

export type ProgramKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProgramKey'] = ResolversParentTypes['ProgramKey']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  madeBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  holds?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CreateProgramResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateProgramResult'] = ResolversParentTypes['CreateProgramResult']> = {
  __resolveType: TypeResolveFn<'ProgramKeyMade' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type MakeProgramKeyResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MakeProgramKeyResult'] = ResolversParentTypes['MakeProgramKeyResult']> = {
  __resolveType: TypeResolveFn<'ProgramKeyMade' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type ProgramKeyMadeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProgramKeyMade'] = ResolversParentTypes['ProgramKeyMade']> = {
  programId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeProgramResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeProgramResult'] = ResolversParentTypes['ChangeProgramResult']> = {
  __resolveType: TypeResolveFn<'ProgramChanged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type ProgramChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProgramChanged'] = ResolversParentTypes['ProgramChanged']> = {
  programId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BlockedDeviceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BlockedDevice'] = ResolversParentTypes['BlockedDevice']> = {
  deviceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeviceResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeviceResult'] = ResolversParentTypes['DeviceResult']> = {
  __resolveType: TypeResolveFn<'DeviceChanged' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type DeviceChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeviceChanged'] = ResolversParentTypes['DeviceChanged']> = {
  deviceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  signedOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeviceLimitReachedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeviceLimitReached'] = ResolversParentTypes['DeviceLimitReached']> = {
  most?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  devices?: Resolver<ReadonlyArray<ResolversTypes['SignedInDevice']>, ParentType, ContextType>;
  challenge?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PermissionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Permission'] = ResolversParentTypes['Permission']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  means?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CustomRoleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomRole'] = ResolversParentTypes['CustomRole']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  permissions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomRoleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomRoleResult'] = ResolversParentTypes['CustomRoleResult']> = {
  __resolveType: TypeResolveFn<'CustomRoleSaved' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type CustomRoleSavedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomRoleSaved'] = ResolversParentTypes['CustomRoleSaved']> = {
  roleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RequestErasureResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RequestErasureResult'] = ResolversParentTypes['RequestErasureResult']> = {
  __resolveType: TypeResolveFn<'ErasureRequested' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type ErasureRequestedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ErasureRequested'] = ResolversParentTypes['ErasureRequested']> = {
  leavingAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelErasureResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelErasureResult'] = ResolversParentTypes['CancelErasureResult']> = {
  __resolveType: TypeResolveFn<'ErasureCancelled' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type ErasureCancelledResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ErasureCancelled'] = ResolversParentTypes['ErasureCancelled']> = {
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonalExportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonalExport'] = ResolversParentTypes['PersonalExport']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type RequestExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RequestExportResult'] = ResolversParentTypes['RequestExportResult']> = {
  __resolveType: TypeResolveFn<'ExportAsked' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type ExportAskedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportAsked'] = ResolversParentTypes['ExportAsked']> = {
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteExportResult'] = ResolversParentTypes['DeleteExportResult']> = {
  __resolveType: TypeResolveFn<'ExportDeleted' | 'NotFound' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type ExportDeletedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportDeleted'] = ResolversParentTypes['ExportDeleted']> = {
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConsentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Consent'] = ResolversParentTypes['Consent']> = {
  purpose?: Resolver<ResolversTypes['ConsentPurpose'], ParentType, ContextType>;
  given?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['ConsentDecision']>, ParentType, ContextType>;
};

export type ConsentDecisionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConsentDecision'] = ResolversParentTypes['ConsentDecision']> = {
  given?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SetConsentResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetConsentResult'] = ResolversParentTypes['SetConsentResult']> = {
  __resolveType: TypeResolveFn<'ConsentSaved' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type ConsentSavedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConsentSaved'] = ResolversParentTypes['ConsentSaved']> = {
  consent?: Resolver<ResolversTypes['Consent'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferProfileResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OfferProfileResult'] = ResolversParentTypes['OfferProfileResult']> = {
  __resolveType: TypeResolveFn<'ProfileOffered' | 'NotFound' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type ProfileOfferedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProfileOffered'] = ResolversParentTypes['ProfileOffered']> = {
  link?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferedProfileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OfferedProfile'] = ResolversParentTypes['OfferedProfile']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  avatar?: Resolver<ResolversTypes['Avatar'], ParentType, ContextType>;
};

export type MySecurityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MySecurity'] = ResolversParentTypes['MySecurity']> = {
  authenticator?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recoveryCodesLeft?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passkeys?: Resolver<ReadonlyArray<ResolversTypes['Passkey']>, ParentType, ContextType>;
};

export type SecondFactorNeededResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SecondFactorNeeded'] = ResolversParentTypes['SecondFactorNeeded']> = {
  challenge?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  methods?: Resolver<ReadonlyArray<ResolversTypes['SecondFactorMethod']>, ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CompleteSignInResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CompleteSignInResult'] = ResolversParentTypes['CompleteSignInResult']> = {
  __resolveType: TypeResolveFn<'SignedIn' | 'DeviceLimitReached' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type ConfirmResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConfirmResult'] = ResolversParentTypes['ConfirmResult']> = {
  __resolveType: TypeResolveFn<'ItIsMe' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type ItIsMeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ItIsMe'] = ResolversParentTypes['ItIsMe']> = {
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  tokens?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BeginAuthenticatorResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BeginAuthenticatorResult'] = ResolversParentTypes['BeginAuthenticatorResult']> = {
  __resolveType: TypeResolveFn<'AuthenticatorBegun' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type AuthenticatorBegunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuthenticatorBegun'] = ResolversParentTypes['AuthenticatorBegun']> = {
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  setup?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AddAuthenticatorResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AddAuthenticatorResult'] = ResolversParentTypes['AddAuthenticatorResult']> = {
  __resolveType: TypeResolveFn<'AuthenticatorAdded' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type AuthenticatorAddedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuthenticatorAdded'] = ResolversParentTypes['AuthenticatorAdded']> = {
  recoveryCodes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MakeRecoveryCodesResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MakeRecoveryCodesResult'] = ResolversParentTypes['MakeRecoveryCodesResult']> = {
  __resolveType: TypeResolveFn<'RecoveryCodes' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type RecoveryCodesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecoveryCodes'] = ResolversParentTypes['RecoveryCodes']> = {
  codes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FactorResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FactorResult'] = ResolversParentTypes['FactorResult']> = {
  __resolveType: TypeResolveFn<'FactorChanged' | 'NotFound' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type FactorChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FactorChanged'] = ResolversParentTypes['FactorChanged']> = {
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PasskeyOptionsResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PasskeyOptionsResult'] = ResolversParentTypes['PasskeyOptionsResult']> = {
  __resolveType: TypeResolveFn<'PasskeyOptions' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type PasskeyOptionsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PasskeyOptions'] = ResolversParentTypes['PasskeyOptions']> = {
  json?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignInByPasskeyResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignInByPasskeyResult'] = ResolversParentTypes['SignInByPasskeyResult']> = {
  __resolveType: TypeResolveFn<'SignedIn' | 'DeviceLimitReached' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type PasskeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Passkey'] = ResolversParentTypes['Passkey']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  addedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PairingLookupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PairingLookup'] = ResolversParentTypes['PairingLookup']> = {
  __resolveType: TypeResolveFn<'PairingAsk' | 'CommandRefused' | 'InvalidInput' | 'NotFound' | 'NotAllowed', ParentType, ContextType>;
};

export type PairingAskResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PairingAsk'] = ResolversParentTypes['PairingAsk']> = {
  userCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sameNetwork?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  askedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartPairingResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartPairingResult'] = ResolversParentTypes['StartPairingResult']> = {
  __resolveType: TypeResolveFn<'PairingStarted' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type PairingStartedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PairingStarted'] = ResolversParentTypes['PairingStarted']> = {
  deviceCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  userCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verificationUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verificationUrlComplete?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PollPairingResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PollPairingResult'] = ResolversParentTypes['PollPairingResult']> = {
  __resolveType: TypeResolveFn<'PairingPending' | 'PairingSlowDown' | 'SignedIn' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type PairingPendingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PairingPending'] = ResolversParentTypes['PairingPending']> = {
  interval?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PairingSlowDownResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PairingSlowDown'] = ResolversParentTypes['PairingSlowDown']> = {
  interval?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AnswerPairingResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AnswerPairingResult'] = ResolversParentTypes['AnswerPairingResult']> = {
  __resolveType: TypeResolveFn<'PairingAnswered' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotFound' | 'NotAllowed', ParentType, ContextType>;
};

export type PairingAnsweredResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PairingAnswered'] = ResolversParentTypes['PairingAnswered']> = {
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OpenIdProviderResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OpenIdProvider'] = ResolversParentTypes['OpenIdProvider']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LinkOpenIdResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LinkOpenIdResult'] = ResolversParentTypes['LinkOpenIdResult']> = {
  __resolveType: TypeResolveFn<'OpenIdsChanged' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type UnlinkOpenIdResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnlinkOpenIdResult'] = ResolversParentTypes['UnlinkOpenIdResult']> = {
  __resolveType: TypeResolveFn<'OpenIdsChanged' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type OpenIdsChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OpenIdsChanged'] = ResolversParentTypes['OpenIdsChanged']> = {
  openIds?: Resolver<ReadonlyArray<ResolversTypes['OpenIdProvider']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SeeingAsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SeeingAs'] = ResolversParentTypes['SeeingAs']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  profile?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SupportLookResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SupportLook'] = ResolversParentTypes['SupportLook']> = {
  what?: Resolver<ResolversTypes['LookKind'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type BeginSeeAsResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BeginSeeAsResult'] = ResolversParentTypes['BeginSeeAsResult']> = {
  __resolveType: TypeResolveFn<'SeeAsBegan' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotFound' | 'NotAllowed', ParentType, ContextType>;
};

export type SeeAsBeganResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SeeAsBegan'] = ResolversParentTypes['SeeAsBegan']> = {
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EndSeeAsResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EndSeeAsResult'] = ResolversParentTypes['EndSeeAsResult']> = {
  __resolveType: TypeResolveFn<'SeeAsOver' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type SeeAsOverResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SeeAsOver'] = ResolversParentTypes['SeeAsOver']> = {
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartUploadResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartUploadResult'] = ResolversParentTypes['StartUploadResult']> = {
  __resolveType: TypeResolveFn<'UploadStarted' | 'CommandRefused' | 'InvalidInput' | 'NotAllowed' | 'Conflict', ParentType, ContextType>;
};

export type UploadStartedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UploadStarted'] = ResolversParentTypes['UploadStarted']> = {
  uploadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  assetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  titleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  uploadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AbortUploadResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AbortUploadResult'] = ResolversParentTypes['AbortUploadResult']> = {
  __resolveType: TypeResolveFn<'UploadAborted' | 'CommandRefused' | 'InvalidInput' | 'NotFound' | 'NotAllowed' | 'Conflict', ParentType, ContextType>;
};

export type UploadAbortedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UploadAborted'] = ResolversParentTypes['UploadAborted']> = {
  uploadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StageCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StageCount'] = ResolversParentTypes['StageCount']> = {
  stage?: Resolver<ResolversTypes['AssetStage'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AssetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Asset'] = ResolversParentTypes['Asset']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  uploadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['AssetStage'], ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  video?: Resolver<Maybe<ResolversTypes['VideoFacts']>, ParentType, ContextType>;
  renditions?: Resolver<ReadonlyArray<ResolversTypes['Rendition']>, ParentType, ContextType>;
  jobs?: Resolver<ReadonlyArray<ResolversTypes['Job']>, ParentType, ContextType>;
  rejection?: Resolver<Maybe<ResolversTypes['Rejection']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['AssetNote']>, ParentType, ContextType>;
  posterUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  posterPlaceholder?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['Title']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
};

export type VideoFactsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VideoFacts'] = ResolversParentTypes['VideoFacts']> = {
  codec?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fps?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RenditionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Rendition'] = ResolversParentTypes['Rendition']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  width?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  height?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  bitrateKbps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  averageKbps?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RenditionState'], ParentType, ContextType>;
};

export type JobResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JobKind'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JobState'], ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  wallMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RejectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Rejection'] = ResolversParentTypes['Rejection']> = {
  stage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AssetNoteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AssetNote'] = ResolversParentTypes['AssetNote']> = {
  stage?: Resolver<ResolversTypes['JobKind'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type JobProgressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['JobProgress'] = ResolversParentTypes['JobProgress']> = {
  assetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  jobId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JobKind'], ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fraction?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  fps?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  speed?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AssetConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AssetConnection'] = ResolversParentTypes['AssetConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AssetEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AssetEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AssetEdge'] = ResolversParentTypes['AssetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type EditTitleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EditTitleResult'] = ResolversParentTypes['EditTitleResult']> = {
  __resolveType: TypeResolveFn<'TitleEdited' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type TitleEditedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleEdited'] = ResolversParentTypes['TitleEdited']> = {
  title?: Resolver<ResolversTypes['Title'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishTitleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublishTitleResult'] = ResolversParentTypes['PublishTitleResult']> = {
  __resolveType: TypeResolveFn<'TitlePublished' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type TitlePublishedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitlePublished'] = ResolversParentTypes['TitlePublished']> = {
  title?: Resolver<ResolversTypes['Title'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnpublishTitleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnpublishTitleResult'] = ResolversParentTypes['UnpublishTitleResult']> = {
  __resolveType: TypeResolveFn<'TitleUnpublished' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type TitleUnpublishedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleUnpublished'] = ResolversParentTypes['TitleUnpublished']> = {
  title?: Resolver<ResolversTypes['Title'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RateTitleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RateTitleResult'] = ResolversParentTypes['RateTitleResult']> = {
  __resolveType: TypeResolveFn<'TitleRated' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type TitleRatedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleRated'] = ResolversParentTypes['TitleRated']> = {
  title?: Resolver<ResolversTypes['Title'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TagTitleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TagTitleResult'] = ResolversParentTypes['TagTitleResult']> = {
  __resolveType: TypeResolveFn<'TitleTagged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type TitleTaggedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleTagged'] = ResolversParentTypes['TitleTagged']> = {
  title?: Resolver<ResolversTypes['Title'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TitleTagResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleTag'] = ResolversParentTypes['TitleTag']> = {
  tag?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  titles?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChangeRightsResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeRightsResult'] = ResolversParentTypes['ChangeRightsResult']> = {
  __resolveType: TypeResolveFn<'RightsChanged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type RightsChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RightsChanged'] = ResolversParentTypes['RightsChanged']> = {
  title?: Resolver<ResolversTypes['Title'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RightsWindowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RightsWindow'] = ResolversParentTypes['RightsWindow']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['RightsModel'], ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  except?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  maxHeight?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isEnded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TitleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Title'] = ResolversParentTypes['Title']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TitleStatus'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  synopsis?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releaseYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  attribution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  age?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  posterUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  posterPlaceholder?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  playable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['WatchProgress']>, ParentType, ContextType>;
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['RightsWindow']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  access?: Resolver<ResolversTypes['TitleAccess'], ParentType, ContextType>;
  offers?: Resolver<ReadonlyArray<ResolversTypes['TitleOffer']>, ParentType, ContextType>;
  mustPay?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  purchase?: Resolver<Maybe<ResolversTypes['Purchase']>, ParentType, ContextType>;
  prices?: Resolver<ReadonlyArray<ResolversTypes['TitlePrice']>, ParentType, ContextType>;
};

export type TitleConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleConnection'] = ResolversParentTypes['TitleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TitleEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TitleEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleEdge'] = ResolversParentTypes['TitleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Title'], ParentType, ContextType>;
};

export type StartPlaybackResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartPlaybackResult'] = ResolversParentTypes['StartPlaybackResult']> = {
  __resolveType: TypeResolveFn<'PlaybackStarted' | 'PlaybackRefused' | 'NotFound' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type PlaybackStartedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackStarted'] = ResolversParentTypes['PlaybackStarted']> = {
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  hlsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dashUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sessionToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  heartbeatUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cmcdUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  heartbeatEverySeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resumeAtMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  renewAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['Title'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EndPlaybackResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EndPlaybackResult'] = ResolversParentTypes['EndPlaybackResult']> = {
  __resolveType: TypeResolveFn<'PlaybackEnded' | 'NotFound' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type PlaybackEndedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackEnded'] = ResolversParentTypes['PlaybackEnded']> = {
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WatchingNowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchingNow'] = ResolversParentTypes['WatchingNow']> = {
  sessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['TitleWatched']>, ParentType, ContextType>;
};

export type TitleWatchedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleWatched'] = ResolversParentTypes['TitleWatched']> = {
  titleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TitleAccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleAccess'] = ResolversParentTypes['TitleAccess']> = {
  canWatch?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['PlaybackDenial']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['AccessBy']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  offers?: Resolver<ReadonlyArray<ResolversTypes['PlaybackOffer']>, ParentType, ContextType>;
};

export type PlaybackRefusedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackRefused'] = ResolversParentTypes['PlaybackRefused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['PlaybackDenial'], ParentType, ContextType>;
  allReasons?: Resolver<ReadonlyArray<ResolversTypes['PlaybackDenial']>, ParentType, ContextType>;
  opensAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  offers?: Resolver<ReadonlyArray<ResolversTypes['PlaybackOffer']>, ParentType, ContextType>;
  activeStreams?: Resolver<ReadonlyArray<ResolversTypes['ActiveStream']>, ParentType, ContextType>;
  streamLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlaybackOfferResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackOffer'] = ResolversParentTypes['PlaybackOffer']> = {
  __resolveType: TypeResolveFn<'PlanOffer' | 'TitleOffer', ParentType, ContextType>;
};

export type PlanOfferResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanOffer'] = ResolversParentTypes['PlanOffer']> = {
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['PlanInterval'], ParentType, ContextType>;
  trialDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlaybackDecisionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackDecisionConnection'] = ResolversParentTypes['PlaybackDecisionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PlaybackDecisionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PlaybackDecisionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackDecisionEdge'] = ResolversParentTypes['PlaybackDecisionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PlaybackDecision'], ParentType, ContextType>;
};

export type PlaybackDecisionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackDecision'] = ResolversParentTypes['PlaybackDecision']> = {
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['Title']>, ParentType, ContextType>;
  titleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  profileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  allow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['DecisionReason']>, ParentType, ContextType>;
  grantId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  maxHeight?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  territory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  degraded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  policyVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DecisionReasonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DecisionReason'] = ResolversParentTypes['DecisionReason']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlaybackExplanationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackExplanation'] = ResolversParentTypes['PlaybackExplanation']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  territory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seen?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  allow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['DecisionReason']>, ParentType, ContextType>;
  grant?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  maxHeight?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  opensAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  policyVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RenewPlaybackResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenewPlaybackResult'] = ResolversParentTypes['RenewPlaybackResult']> = {
  __resolveType: TypeResolveFn<'PlaybackRenewed' | 'PlaybackRefused' | 'NotFound' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type PlaybackRenewedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackRenewed'] = ResolversParentTypes['PlaybackRenewed']> = {
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  hlsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dashUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sessionToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  renewAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StopPlaybackResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StopPlaybackResult'] = ResolversParentTypes['StopPlaybackResult']> = {
  __resolveType: TypeResolveFn<'PlaybackStopped' | 'NotFound' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type PlaybackStoppedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaybackStopped'] = ResolversParentTypes['PlaybackStopped']> = {
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ActiveStreamResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ActiveStream'] = ResolversParentTypes['ActiveStream']> = {
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['Title']>, ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isHere?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type WatchMarkResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchMarkResult'] = ResolversParentTypes['WatchMarkResult']> = {
  __resolveType: TypeResolveFn<'WatchMarked' | 'NotFound' | 'CommandRefused' | 'InvalidInput' | 'Conflict', ParentType, ContextType>;
};

export type WatchMarkedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchMarked'] = ResolversParentTypes['WatchMarked']> = {
  titleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WatchProgressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchProgress'] = ResolversParentTypes['WatchProgress']> = {
  title?: Resolver<ResolversTypes['Title'], ParentType, ContextType>;
  positionMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finished?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  resumable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  minor?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Plan'] = ResolversParentTypes['Plan']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['PlanInterval'], ParentType, ContextType>;
  trialDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  features?: Resolver<ResolversTypes['PlanFeatures'], ParentType, ContextType>;
  includes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['PlanPrice'], ParentType, ContextType>;
  priceToCome?: Resolver<Maybe<ResolversTypes['PlanPrice']>, ParentType, ContextType>;
  lowestPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PlanIntervalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanInterval'] = ResolversParentTypes['PlanInterval']> = {
  unit?: Resolver<ResolversTypes['PlanIntervalUnit'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlanFeaturesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanFeatures'] = ResolversParentTypes['PlanFeatures']> = {
  streams?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxHeight?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ads?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  downloads?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlanPriceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanPrice'] = ResolversParentTypes['PlanPrice']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StudioPlanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StudioPlan'] = ResolversParentTypes['StudioPlan']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['PlanInterval'], ParentType, ContextType>;
  trialDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  features?: Resolver<ResolversTypes['PlanFeatures'], ParentType, ContextType>;
  includes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  retired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  prices?: Resolver<ReadonlyArray<ResolversTypes['StudioPlanPrice']>, ParentType, ContextType>;
  announcements?: Resolver<ReadonlyArray<ResolversTypes['PriceAnnouncement']>, ParentType, ContextType>;
};

export type PriceAnnouncementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceAnnouncement'] = ResolversParentTypes['PriceAnnouncement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  priceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  askedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  told?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type StudioPlanPriceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StudioPlanPrice'] = ResolversParentTypes['StudioPlanPrice']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  territory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  noticeDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChangePlansResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangePlansResult'] = ResolversParentTypes['ChangePlansResult']> = {
  __resolveType: TypeResolveFn<'PlansChanged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type PlansChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlansChanged'] = ResolversParentTypes['PlansChanged']> = {
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TitleOfferResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitleOffer'] = ResolversParentTypes['TitleOffer']> = {
  model?: Resolver<ResolversTypes['SaleModel'], ParentType, ContextType>;
  priceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lowestPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  startWithinDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  finishWithinHours?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TitlePriceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitlePrice'] = ResolversParentTypes['TitlePrice']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['SaleModel'], ParentType, ContextType>;
  territory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  withdrawnAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PurchaseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Purchase'] = ResolversParentTypes['Purchase']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['SaleModel'], ParentType, ContextType>;
  titleName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['Title']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PurchaseStatus'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  invoiceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  madeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refundableUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PurchaseConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PurchaseConnection'] = ResolversParentTypes['PurchaseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PurchaseEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PurchaseEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PurchaseEdge'] = ResolversParentTypes['PurchaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType>;
};

export type AskPurchaseResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AskPurchaseResult'] = ResolversParentTypes['AskPurchaseResult']> = {
  __resolveType: TypeResolveFn<'PurchaseAsked' | 'AlreadyYours' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type PurchaseAskedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PurchaseAsked'] = ResolversParentTypes['PurchaseAsked']> = {
  purchaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlreadyYoursResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlreadyYours'] = ResolversParentTypes['AlreadyYours']> = {
  purchaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['SaleModel'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangePurchaseResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangePurchaseResult'] = ResolversParentTypes['ChangePurchaseResult']> = {
  __resolveType: TypeResolveFn<'PurchaseChanged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type PurchaseChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PurchaseChanged'] = ResolversParentTypes['PurchaseChanged']> = {
  purchaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeTitlePriceResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeTitlePriceResult'] = ResolversParentTypes['ChangeTitlePriceResult']> = {
  __resolveType: TypeResolveFn<'TitlePricesChanged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type TitlePricesChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TitlePricesChanged'] = ResolversParentTypes['TitlePricesChanged']> = {
  titleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentMethodsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentMethods'] = ResolversParentTypes['PaymentMethods']> = {
  sandbox?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  methods?: Resolver<ReadonlyArray<ResolversTypes['PaymentMethod']>, ParentType, ContextType>;
};

export type PaymentMethodResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentMethod'] = ResolversParentTypes['PaymentMethod']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  brand?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  last4?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresYear?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiresMonth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CheckoutResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Checkout'] = ResolversParentTypes['Checkout']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CheckoutStatus'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type OpenCheckoutResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OpenCheckoutResult'] = ResolversParentTypes['OpenCheckoutResult']> = {
  __resolveType: TypeResolveFn<'CheckoutToVisit' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotAllowed', ParentType, ContextType>;
};

export type CheckoutToVisitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckoutToVisit'] = ResolversParentTypes['CheckoutToVisit']> = {
  checkout?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CompleteCheckoutResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CompleteCheckoutResult'] = ResolversParentTypes['CompleteCheckoutResult']> = {
  __resolveType: TypeResolveFn<'CheckoutAskedFor' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotFound' | 'NotAllowed', ParentType, ContextType>;
};

export type CheckoutAskedForResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckoutAskedFor'] = ResolversParentTypes['CheckoutAskedFor']> = {
  checkout?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentMethodsResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentMethodsResult'] = ResolversParentTypes['PaymentMethodsResult']> = {
  __resolveType: TypeResolveFn<'PaymentMethodsChanged' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotFound' | 'NotAllowed', ParentType, ContextType>;
};

export type PaymentMethodsChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentMethodsChanged'] = ResolversParentTypes['PaymentMethodsChanged']> = {
  paymentMethods?: Resolver<ResolversTypes['PaymentMethods'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MySubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MySubscription'] = ResolversParentTypes['MySubscription']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MySubscriptionStatus'], ParentType, ContextType>;
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  planName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['PlanInterval'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  periodEnd?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  canceling?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nextPayment?: Resolver<Maybe<ResolversTypes['NextPayment']>, ParentType, ContextType>;
  nextPlanName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pausedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  overdueSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  owedInvoiceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  owed?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  needsConfirmation?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  discount?: Resolver<Maybe<ResolversTypes['SubscriptionDiscount']>, ParentType, ContextType>;
  credit?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type NextPaymentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NextPayment'] = ResolversParentTypes['NextPayment']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SubscriptionDiscountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubscriptionDiscount'] = ResolversParentTypes['SubscriptionDiscount']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  off?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  periodsLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SubscriptionResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubscriptionResult'] = ResolversParentTypes['SubscriptionResult']> = {
  __resolveType: TypeResolveFn<'SubscriptionChanged' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotFound' | 'NotAllowed', ParentType, ContextType>;
};

export type SubscriptionChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubscriptionChanged'] = ResolversParentTypes['SubscriptionChanged']> = {
  subscriptionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PreviewPlanChangeResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PreviewPlanChangeResult'] = ResolversParentTypes['PreviewPlanChangeResult']> = {
  __resolveType: TypeResolveFn<'PlanChangePreview' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotFound' | 'NotAllowed', ParentType, ContextType>;
};

export type PlanChangePreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanChangePreview'] = ResolversParentTypes['PlanChangePreview']> = {
  priceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  planName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  atOnce?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  credit?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  charge?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  due?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  fromCredit?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  nextPayment?: Resolver<ResolversTypes['NextPayment'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConfirmPaymentResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConfirmPaymentResult'] = ResolversParentTypes['ConfirmPaymentResult']> = {
  __resolveType: TypeResolveFn<'PaymentToConfirm' | 'CommandRefused' | 'InvalidInput' | 'NotFound' | 'NotAllowed', ParentType, ContextType>;
};

export type PaymentToConfirmResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentToConfirm'] = ResolversParentTypes['PaymentToConfirm']> = {
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InvoiceStatus'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  paidAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recipient?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seller?: Resolver<ResolversTypes['Seller'], ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  periodStart?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  periodEnd?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['InvoiceLine']>, ParentType, ContextType>;
  taxes?: Resolver<ReadonlyArray<ResolversTypes['InvoiceTax']>, ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunds?: Resolver<ReadonlyArray<ResolversTypes['InvoiceRefund']>, ParentType, ContextType>;
  pdfPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subscriptionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refundable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SellerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Seller'] = ResolversParentTypes['Seller']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  address?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  vatId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type InvoiceLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceLine'] = ResolversParentTypes['InvoiceLine']> = {
  kind?: Resolver<ResolversTypes['InvoiceLineKind'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type InvoiceTaxResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceTax'] = ResolversParentTypes['InvoiceTax']> = {
  rateBasisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type InvoiceRefundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceRefund'] = ResolversParentTypes['InvoiceRefund']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InvoiceRefundStatus'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  toCard?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  askedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pdfPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type InvoiceConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceConnection'] = ResolversParentTypes['InvoiceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InvoiceEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceEdge'] = ResolversParentTypes['InvoiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
};

export type CustomerMoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerMoney'] = ResolversParentTypes['CustomerMoney']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subscriptions?: Resolver<ReadonlyArray<ResolversTypes['CustomerSubscription']>, ParentType, ContextType>;
  cards?: Resolver<ReadonlyArray<ResolversTypes['CustomerCard']>, ParentType, ContextType>;
  credit?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  purchases?: Resolver<ReadonlyArray<ResolversTypes['CustomerPurchase']>, ParentType, ContextType>;
  invoices?: Resolver<ResolversTypes['InvoiceConnection'], ParentType, ContextType, RequireFields<CustomerMoneyInvoicesArgs, 'first'>>;
};

export type CustomerPurchaseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerPurchase'] = ResolversParentTypes['CustomerPurchase']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['SaleModel'], ParentType, ContextType>;
  titleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  titleName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PurchaseStatus'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  madeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CustomerCardResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerCard'] = ResolversParentTypes['CustomerCard']> = {
  brand?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  last4?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresYear?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiresMonth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerSubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerSubscription'] = ResolversParentTypes['CustomerSubscription']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  planName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['PlanInterval'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CustomerSubscriptionStatus'], ParentType, ContextType>;
  canceling?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  periodStart?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  periodEnd?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  overdueSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastFailure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  openInvoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  nextStep?: Resolver<Maybe<ResolversTypes['CustomerNextStep']>, ParentType, ContextType>;
  nextStepAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nextPlanName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  announcedPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  announcedFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CustomerSubscriptionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerSubscriptionConnection'] = ResolversParentTypes['CustomerSubscriptionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerSubscriptionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CustomerSubscriptionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerSubscriptionEdge'] = ResolversParentTypes['CustomerSubscriptionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CustomerSubscription'], ParentType, ContextType>;
};

export type SubscriptionCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubscriptionCount'] = ResolversParentTypes['SubscriptionCount']> = {
  status?: Resolver<ResolversTypes['CustomerSubscriptionStatus'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LedgerBalanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerBalance'] = ResolversParentTypes['LedgerBalance']> = {
  account?: Resolver<ResolversTypes['LedgerAccount'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  balanceMinor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LedgerEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerEntry'] = ResolversParentTypes['LedgerEntry']> = {
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  account?: Resolver<ResolversTypes['LedgerAccount'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RefundInvoiceResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RefundInvoiceResult'] = ResolversParentTypes['RefundInvoiceResult']> = {
  __resolveType: TypeResolveFn<'RefundUnderWay' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type RefundUnderWayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RefundUnderWay'] = ResolversParentTypes['RefundUnderWay']> = {
  refundId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerMoneyResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerMoneyResult'] = ResolversParentTypes['CustomerMoneyResult']> = {
  __resolveType: TypeResolveFn<'CustomerMoneyChanged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type CustomerMoneyChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerMoneyChanged'] = ResolversParentTypes['CustomerMoneyChanged']> = {
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GiftCodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GiftCode'] = ResolversParentTypes['GiftCode']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  batchId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ending?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['GiftCodeStatus'], ParentType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type GiftCodeConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GiftCodeConnection'] = ResolversParentTypes['GiftCodeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['GiftCodeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type GiftCodeEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GiftCodeEdge'] = ResolversParentTypes['GiftCodeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['GiftCode'], ParentType, ContextType>;
};

export type RedeemGiftCodeResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RedeemGiftCodeResult'] = ResolversParentTypes['RedeemGiftCodeResult']> = {
  __resolveType: TypeResolveFn<'GiftCodeRedeemed' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type GiftCodeRedeemedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GiftCodeRedeemed'] = ResolversParentTypes['GiftCodeRedeemed']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MakeGiftCodesResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MakeGiftCodesResult'] = ResolversParentTypes['MakeGiftCodesResult']> = {
  __resolveType: TypeResolveFn<'GiftCodesMade' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type GiftCodesMadeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GiftCodesMade'] = ResolversParentTypes['GiftCodesMade']> = {
  codes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VoidGiftCodeResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VoidGiftCodeResult'] = ResolversParentTypes['VoidGiftCodeResult']> = {
  __resolveType: TypeResolveFn<'GiftCodeVoided' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type GiftCodeVoidedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GiftCodeVoided'] = ResolversParentTypes['GiftCodeVoided']> = {
  giftCodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CouponForResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponForResult'] = ResolversParentTypes['CouponForResult']> = {
  __resolveType: TypeResolveFn<'CouponQuote' | 'CommandRefused' | 'InvalidInput' | 'Conflict' | 'NotFound' | 'NotAllowed', ParentType, ContextType>;
};

export type CouponQuoteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponQuote'] = ResolversParentTypes['CouponQuote']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  full?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  off?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  periods?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CouponResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Coupon'] = ResolversParentTypes['Coupon']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  periods?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  planIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  maxUses?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  audience?: Resolver<ResolversTypes['CouponAudience'], ParentType, ContextType>;
  retired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  definedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  uses?: Resolver<ResolversTypes['CouponUseConnection'], ParentType, ContextType, RequireFields<CouponUsesArgs, 'first'>>;
};

export type CouponConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponConnection'] = ResolversParentTypes['CouponConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CouponEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CouponEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponEdge'] = ResolversParentTypes['CouponEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Coupon'], ParentType, ContextType>;
};

export type CouponUseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponUse'] = ResolversParentTypes['CouponUse']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subscriptionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CouponUseConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponUseConnection'] = ResolversParentTypes['CouponUseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CouponUseEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CouponUseEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponUseEdge'] = ResolversParentTypes['CouponUseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CouponUse'], ParentType, ContextType>;
};

export type ChangeCouponsResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeCouponsResult'] = ResolversParentTypes['ChangeCouponsResult']> = {
  __resolveType: TypeResolveFn<'CouponsChanged' | 'NotFound' | 'CommandRefused' | 'Conflict' | 'InvalidInput' | 'NotAllowed', ParentType, ContextType>;
};

export type CouponsChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponsChanged'] = ResolversParentTypes['CouponsChanged']> = {
  couponId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ParkedRetryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParkedRetry'] = ResolversParentTypes['ParkedRetry']> = {
  events?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LogEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LogEvent'] = ResolversParentTypes['LogEvent']> = {
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  stream?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  actorKind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  correlationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  causationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  data?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type EventConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EventEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LogEvent'], ParentType, ContextType>;
};

export type EventFiltersResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EventFilters'] = ResolversParentTypes['EventFilters']> = {
  contexts?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  types?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  actorKinds?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Projection'] = ResolversParentTypes['Projection']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ParkedCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParkedCount'] = ResolversParentTypes['ParkedCount']> = {
  consumer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  events?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keys?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ParkedEventConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParkedEventConnection'] = ResolversParentTypes['ParkedEventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ParkedEventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ParkedEventEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParkedEventEdge'] = ResolversParentTypes['ParkedEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ParkedEvent'], ParentType, ContextType>;
};

export type ParkedEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParkedEvent'] = ResolversParentTypes['ParkedEvent']> = {
  projection?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  stream?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  error?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Position?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  Me?: MeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  CommandRefused?: CommandRefusedResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  Conflict?: ConflictResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  NotAllowed?: NotAllowedResolvers<ContextType>;
  AccountPolicy?: AccountPolicyResolvers<ContextType>;
  MyAccount?: MyAccountResolvers<ContextType>;
  SignedInDevice?: SignedInDeviceResolvers<ContextType>;
  PasswordVerdict?: PasswordVerdictResolvers<ContextType>;
  SessionTokens?: SessionTokensResolvers<ContextType>;
  RegisterResult?: RegisterResultResolvers<ContextType>;
  RegistrationReceived?: RegistrationReceivedResolvers<ContextType>;
  SignInResult?: SignInResultResolvers<ContextType>;
  SignedIn?: SignedInResolvers<ContextType>;
  RenewResult?: RenewResultResolvers<ContextType>;
  SessionRenewed?: SessionRenewedResolvers<ContextType>;
  SignOutResult?: SignOutResultResolvers<ContextType>;
  SignedOut?: SignedOutResolvers<ContextType>;
  SignOutEverywhereResult?: SignOutEverywhereResultResolvers<ContextType>;
  SignedOutEverywhere?: SignedOutEverywhereResolvers<ContextType>;
  RequestLinkResult?: RequestLinkResultResolvers<ContextType>;
  LinkRequested?: LinkRequestedResolvers<ContextType>;
  UseLinkResult?: UseLinkResultResolvers<ContextType>;
  EmailChanged?: EmailChangedResolvers<ContextType>;
  ResetPasswordResult?: ResetPasswordResultResolvers<ContextType>;
  ChangePasswordResult?: ChangePasswordResultResolvers<ContextType>;
  PasswordChanged?: PasswordChangedResolvers<ContextType>;
  ChangeEmailResult?: ChangeEmailResultResolvers<ContextType>;
  ProfileResult?: ProfileResultResolvers<ContextType>;
  ProfileSaved?: ProfileSavedResolvers<ContextType>;
  DeleteProfileResult?: DeleteProfileResultResolvers<ContextType>;
  ProfileDeleted?: ProfileDeletedResolvers<ContextType>;
  Profile?: ProfileResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  PersonConnection?: PersonConnectionResolvers<ContextType>;
  PersonEdge?: PersonEdgeResolvers<ContextType>;
  RolePermissions?: RolePermissionsResolvers<ContextType>;
  OutboxMessage?: OutboxMessageResolvers<ContextType>;
  InviteResult?: InviteResultResolvers<ContextType>;
  Invited?: InvitedResolvers<ContextType>;
  ChangeRoleResult?: ChangeRoleResultResolvers<ContextType>;
  RoleChanged?: RoleChangedResolvers<ContextType>;
  SuspendAccountResult?: SuspendAccountResultResolvers<ContextType>;
  SuspensionChanged?: SuspensionChangedResolvers<ContextType>;
  HelpPersonResult?: HelpPersonResultResolvers<ContextType>;
  PersonHelped?: PersonHelpedResolvers<ContextType>;
  PersonPage?: PersonPageResolvers<ContextType>;
  PersonPermission?: PersonPermissionResolvers<ContextType>;
  PersonDevice?: PersonDeviceResolvers<ContextType>;
  PersonProfile?: PersonProfileResolvers<ContextType>;
  ProgramScope?: ProgramScopeResolvers<ContextType>;
  Program?: ProgramResolvers<ContextType>;
  ProgramKey?: ProgramKeyResolvers<ContextType>;
  CreateProgramResult?: CreateProgramResultResolvers<ContextType>;
  MakeProgramKeyResult?: MakeProgramKeyResultResolvers<ContextType>;
  ProgramKeyMade?: ProgramKeyMadeResolvers<ContextType>;
  ChangeProgramResult?: ChangeProgramResultResolvers<ContextType>;
  ProgramChanged?: ProgramChangedResolvers<ContextType>;
  BlockedDevice?: BlockedDeviceResolvers<ContextType>;
  DeviceResult?: DeviceResultResolvers<ContextType>;
  DeviceChanged?: DeviceChangedResolvers<ContextType>;
  DeviceLimitReached?: DeviceLimitReachedResolvers<ContextType>;
  Permission?: PermissionResolvers<ContextType>;
  CustomRole?: CustomRoleResolvers<ContextType>;
  CustomRoleResult?: CustomRoleResultResolvers<ContextType>;
  CustomRoleSaved?: CustomRoleSavedResolvers<ContextType>;
  RequestErasureResult?: RequestErasureResultResolvers<ContextType>;
  ErasureRequested?: ErasureRequestedResolvers<ContextType>;
  CancelErasureResult?: CancelErasureResultResolvers<ContextType>;
  ErasureCancelled?: ErasureCancelledResolvers<ContextType>;
  PersonalExport?: PersonalExportResolvers<ContextType>;
  RequestExportResult?: RequestExportResultResolvers<ContextType>;
  ExportAsked?: ExportAskedResolvers<ContextType>;
  DeleteExportResult?: DeleteExportResultResolvers<ContextType>;
  ExportDeleted?: ExportDeletedResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  ConsentDecision?: ConsentDecisionResolvers<ContextType>;
  SetConsentResult?: SetConsentResultResolvers<ContextType>;
  ConsentSaved?: ConsentSavedResolvers<ContextType>;
  OfferProfileResult?: OfferProfileResultResolvers<ContextType>;
  ProfileOffered?: ProfileOfferedResolvers<ContextType>;
  OfferedProfile?: OfferedProfileResolvers<ContextType>;
  MySecurity?: MySecurityResolvers<ContextType>;
  SecondFactorNeeded?: SecondFactorNeededResolvers<ContextType>;
  CompleteSignInResult?: CompleteSignInResultResolvers<ContextType>;
  ConfirmResult?: ConfirmResultResolvers<ContextType>;
  ItIsMe?: ItIsMeResolvers<ContextType>;
  BeginAuthenticatorResult?: BeginAuthenticatorResultResolvers<ContextType>;
  AuthenticatorBegun?: AuthenticatorBegunResolvers<ContextType>;
  AddAuthenticatorResult?: AddAuthenticatorResultResolvers<ContextType>;
  AuthenticatorAdded?: AuthenticatorAddedResolvers<ContextType>;
  MakeRecoveryCodesResult?: MakeRecoveryCodesResultResolvers<ContextType>;
  RecoveryCodes?: RecoveryCodesResolvers<ContextType>;
  FactorResult?: FactorResultResolvers<ContextType>;
  FactorChanged?: FactorChangedResolvers<ContextType>;
  PasskeyOptionsResult?: PasskeyOptionsResultResolvers<ContextType>;
  PasskeyOptions?: PasskeyOptionsResolvers<ContextType>;
  SignInByPasskeyResult?: SignInByPasskeyResultResolvers<ContextType>;
  Passkey?: PasskeyResolvers<ContextType>;
  PairingLookup?: PairingLookupResolvers<ContextType>;
  PairingAsk?: PairingAskResolvers<ContextType>;
  StartPairingResult?: StartPairingResultResolvers<ContextType>;
  PairingStarted?: PairingStartedResolvers<ContextType>;
  PollPairingResult?: PollPairingResultResolvers<ContextType>;
  PairingPending?: PairingPendingResolvers<ContextType>;
  PairingSlowDown?: PairingSlowDownResolvers<ContextType>;
  AnswerPairingResult?: AnswerPairingResultResolvers<ContextType>;
  PairingAnswered?: PairingAnsweredResolvers<ContextType>;
  OpenIdProvider?: OpenIdProviderResolvers<ContextType>;
  LinkOpenIdResult?: LinkOpenIdResultResolvers<ContextType>;
  UnlinkOpenIdResult?: UnlinkOpenIdResultResolvers<ContextType>;
  OpenIdsChanged?: OpenIdsChangedResolvers<ContextType>;
  SeeingAs?: SeeingAsResolvers<ContextType>;
  SupportLook?: SupportLookResolvers<ContextType>;
  BeginSeeAsResult?: BeginSeeAsResultResolvers<ContextType>;
  SeeAsBegan?: SeeAsBeganResolvers<ContextType>;
  EndSeeAsResult?: EndSeeAsResultResolvers<ContextType>;
  SeeAsOver?: SeeAsOverResolvers<ContextType>;
  StartUploadResult?: StartUploadResultResolvers<ContextType>;
  UploadStarted?: UploadStartedResolvers<ContextType>;
  AbortUploadResult?: AbortUploadResultResolvers<ContextType>;
  UploadAborted?: UploadAbortedResolvers<ContextType>;
  StageCount?: StageCountResolvers<ContextType>;
  Asset?: AssetResolvers<ContextType>;
  VideoFacts?: VideoFactsResolvers<ContextType>;
  Rendition?: RenditionResolvers<ContextType>;
  Job?: JobResolvers<ContextType>;
  Rejection?: RejectionResolvers<ContextType>;
  AssetNote?: AssetNoteResolvers<ContextType>;
  JobProgress?: JobProgressResolvers<ContextType>;
  AssetConnection?: AssetConnectionResolvers<ContextType>;
  AssetEdge?: AssetEdgeResolvers<ContextType>;
  EditTitleResult?: EditTitleResultResolvers<ContextType>;
  TitleEdited?: TitleEditedResolvers<ContextType>;
  PublishTitleResult?: PublishTitleResultResolvers<ContextType>;
  TitlePublished?: TitlePublishedResolvers<ContextType>;
  UnpublishTitleResult?: UnpublishTitleResultResolvers<ContextType>;
  TitleUnpublished?: TitleUnpublishedResolvers<ContextType>;
  RateTitleResult?: RateTitleResultResolvers<ContextType>;
  TitleRated?: TitleRatedResolvers<ContextType>;
  TagTitleResult?: TagTitleResultResolvers<ContextType>;
  TitleTagged?: TitleTaggedResolvers<ContextType>;
  TitleTag?: TitleTagResolvers<ContextType>;
  ChangeRightsResult?: ChangeRightsResultResolvers<ContextType>;
  RightsChanged?: RightsChangedResolvers<ContextType>;
  RightsWindow?: RightsWindowResolvers<ContextType>;
  Title?: TitleResolvers<ContextType>;
  TitleConnection?: TitleConnectionResolvers<ContextType>;
  TitleEdge?: TitleEdgeResolvers<ContextType>;
  StartPlaybackResult?: StartPlaybackResultResolvers<ContextType>;
  PlaybackStarted?: PlaybackStartedResolvers<ContextType>;
  EndPlaybackResult?: EndPlaybackResultResolvers<ContextType>;
  PlaybackEnded?: PlaybackEndedResolvers<ContextType>;
  WatchingNow?: WatchingNowResolvers<ContextType>;
  TitleWatched?: TitleWatchedResolvers<ContextType>;
  TitleAccess?: TitleAccessResolvers<ContextType>;
  PlaybackRefused?: PlaybackRefusedResolvers<ContextType>;
  PlaybackOffer?: PlaybackOfferResolvers<ContextType>;
  PlanOffer?: PlanOfferResolvers<ContextType>;
  PlaybackDecisionConnection?: PlaybackDecisionConnectionResolvers<ContextType>;
  PlaybackDecisionEdge?: PlaybackDecisionEdgeResolvers<ContextType>;
  PlaybackDecision?: PlaybackDecisionResolvers<ContextType>;
  DecisionReason?: DecisionReasonResolvers<ContextType>;
  PlaybackExplanation?: PlaybackExplanationResolvers<ContextType>;
  RenewPlaybackResult?: RenewPlaybackResultResolvers<ContextType>;
  PlaybackRenewed?: PlaybackRenewedResolvers<ContextType>;
  StopPlaybackResult?: StopPlaybackResultResolvers<ContextType>;
  PlaybackStopped?: PlaybackStoppedResolvers<ContextType>;
  ActiveStream?: ActiveStreamResolvers<ContextType>;
  WatchMarkResult?: WatchMarkResultResolvers<ContextType>;
  WatchMarked?: WatchMarkedResolvers<ContextType>;
  WatchProgress?: WatchProgressResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Plan?: PlanResolvers<ContextType>;
  PlanInterval?: PlanIntervalResolvers<ContextType>;
  PlanFeatures?: PlanFeaturesResolvers<ContextType>;
  PlanPrice?: PlanPriceResolvers<ContextType>;
  StudioPlan?: StudioPlanResolvers<ContextType>;
  PriceAnnouncement?: PriceAnnouncementResolvers<ContextType>;
  StudioPlanPrice?: StudioPlanPriceResolvers<ContextType>;
  ChangePlansResult?: ChangePlansResultResolvers<ContextType>;
  PlansChanged?: PlansChangedResolvers<ContextType>;
  TitleOffer?: TitleOfferResolvers<ContextType>;
  TitlePrice?: TitlePriceResolvers<ContextType>;
  Purchase?: PurchaseResolvers<ContextType>;
  PurchaseConnection?: PurchaseConnectionResolvers<ContextType>;
  PurchaseEdge?: PurchaseEdgeResolvers<ContextType>;
  AskPurchaseResult?: AskPurchaseResultResolvers<ContextType>;
  PurchaseAsked?: PurchaseAskedResolvers<ContextType>;
  AlreadyYours?: AlreadyYoursResolvers<ContextType>;
  ChangePurchaseResult?: ChangePurchaseResultResolvers<ContextType>;
  PurchaseChanged?: PurchaseChangedResolvers<ContextType>;
  ChangeTitlePriceResult?: ChangeTitlePriceResultResolvers<ContextType>;
  TitlePricesChanged?: TitlePricesChangedResolvers<ContextType>;
  PaymentMethods?: PaymentMethodsResolvers<ContextType>;
  PaymentMethod?: PaymentMethodResolvers<ContextType>;
  Checkout?: CheckoutResolvers<ContextType>;
  OpenCheckoutResult?: OpenCheckoutResultResolvers<ContextType>;
  CheckoutToVisit?: CheckoutToVisitResolvers<ContextType>;
  CompleteCheckoutResult?: CompleteCheckoutResultResolvers<ContextType>;
  CheckoutAskedFor?: CheckoutAskedForResolvers<ContextType>;
  PaymentMethodsResult?: PaymentMethodsResultResolvers<ContextType>;
  PaymentMethodsChanged?: PaymentMethodsChangedResolvers<ContextType>;
  MySubscription?: MySubscriptionResolvers<ContextType>;
  NextPayment?: NextPaymentResolvers<ContextType>;
  SubscriptionDiscount?: SubscriptionDiscountResolvers<ContextType>;
  SubscriptionResult?: SubscriptionResultResolvers<ContextType>;
  SubscriptionChanged?: SubscriptionChangedResolvers<ContextType>;
  PreviewPlanChangeResult?: PreviewPlanChangeResultResolvers<ContextType>;
  PlanChangePreview?: PlanChangePreviewResolvers<ContextType>;
  ConfirmPaymentResult?: ConfirmPaymentResultResolvers<ContextType>;
  PaymentToConfirm?: PaymentToConfirmResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  Seller?: SellerResolvers<ContextType>;
  InvoiceLine?: InvoiceLineResolvers<ContextType>;
  InvoiceTax?: InvoiceTaxResolvers<ContextType>;
  InvoiceRefund?: InvoiceRefundResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
  CustomerMoney?: CustomerMoneyResolvers<ContextType>;
  CustomerPurchase?: CustomerPurchaseResolvers<ContextType>;
  CustomerCard?: CustomerCardResolvers<ContextType>;
  CustomerSubscription?: CustomerSubscriptionResolvers<ContextType>;
  CustomerSubscriptionConnection?: CustomerSubscriptionConnectionResolvers<ContextType>;
  CustomerSubscriptionEdge?: CustomerSubscriptionEdgeResolvers<ContextType>;
  SubscriptionCount?: SubscriptionCountResolvers<ContextType>;
  LedgerBalance?: LedgerBalanceResolvers<ContextType>;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  RefundInvoiceResult?: RefundInvoiceResultResolvers<ContextType>;
  RefundUnderWay?: RefundUnderWayResolvers<ContextType>;
  CustomerMoneyResult?: CustomerMoneyResultResolvers<ContextType>;
  CustomerMoneyChanged?: CustomerMoneyChangedResolvers<ContextType>;
  GiftCode?: GiftCodeResolvers<ContextType>;
  GiftCodeConnection?: GiftCodeConnectionResolvers<ContextType>;
  GiftCodeEdge?: GiftCodeEdgeResolvers<ContextType>;
  RedeemGiftCodeResult?: RedeemGiftCodeResultResolvers<ContextType>;
  GiftCodeRedeemed?: GiftCodeRedeemedResolvers<ContextType>;
  MakeGiftCodesResult?: MakeGiftCodesResultResolvers<ContextType>;
  GiftCodesMade?: GiftCodesMadeResolvers<ContextType>;
  VoidGiftCodeResult?: VoidGiftCodeResultResolvers<ContextType>;
  GiftCodeVoided?: GiftCodeVoidedResolvers<ContextType>;
  CouponForResult?: CouponForResultResolvers<ContextType>;
  CouponQuote?: CouponQuoteResolvers<ContextType>;
  Coupon?: CouponResolvers<ContextType>;
  CouponConnection?: CouponConnectionResolvers<ContextType>;
  CouponEdge?: CouponEdgeResolvers<ContextType>;
  CouponUse?: CouponUseResolvers<ContextType>;
  CouponUseConnection?: CouponUseConnectionResolvers<ContextType>;
  CouponUseEdge?: CouponUseEdgeResolvers<ContextType>;
  ChangeCouponsResult?: ChangeCouponsResultResolvers<ContextType>;
  CouponsChanged?: CouponsChangedResolvers<ContextType>;
  ParkedRetry?: ParkedRetryResolvers<ContextType>;
  LogEvent?: LogEventResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventEdge?: EventEdgeResolvers<ContextType>;
  EventFilters?: EventFiltersResolvers<ContextType>;
  Projection?: ProjectionResolvers<ContextType>;
  ParkedCount?: ParkedCountResolvers<ContextType>;
  ParkedEventConnection?: ParkedEventConnectionResolvers<ContextType>;
  ParkedEventEdge?: ParkedEventEdgeResolvers<ContextType>;
  ParkedEvent?: ParkedEventResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  allow?: AllowDirectiveResolver<any, any, ContextType>;
  open?: OpenDirectiveResolver<any, any, ContextType>;
};
