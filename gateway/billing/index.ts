import type { GatewayContext } from '../graphql/context-module.ts';
import { limitingChanges } from '../identity/account-limits.ts';
import { paymentMethodResolvers } from './payment-method.resolvers.ts';
import { couponResolvers } from './coupon.resolvers.ts';
import { customerResolvers } from './customer.resolvers.ts';
import { forGrownUps } from './grown-ups.ts';
import { invoiceById } from './invoice.loader.ts';
import { invoiceResolvers } from './invoice.resolvers.ts';
import { registerInvoices } from './invoice.routes.ts';
import { giftCodeResolvers } from './gift-code.resolvers.ts';
import { plansOnSale } from './plan-offers.ts';
import { planResolvers } from './plan.resolvers.ts';
import { pricesOfPlan } from './price.loader.ts';
import { refundsOfInvoice } from './refund.loader.ts';
import { staffPlanResolvers } from './staff-plan.resolvers.ts';
import { purchaseResolvers } from './purchase.resolvers.ts';
import { purchaseOfTitle } from './purchase.view.ts';
import { offersOfTitle } from './title-offers.ts';
import { subscriptionResolvers } from './subscription.resolvers.ts';
import { titlePriceResolvers } from './title-price.resolvers.ts';
import { registerPaymentWebhook } from './webhook.routes.ts';

/** Money: what is sold, and what the payment provider tells us. */
export const billing: GatewayContext = {
  name: 'billing',
  sdl: [
    // One a line.
    'money.graphql',
    'plan.graphql',
    'staff-plan.graphql',
    'purchase.graphql',
    'payment-method.graphql',
    'subscription.graphql',
    'invoice.graphql',
    'staff-billing.graphql',
    'gift-code.graphql',
    'coupon.graphql',
  ].map((file) => new URL(file, import.meta.url)),
  resolvers: [
    planResolvers,
    staffPlanResolvers,
    forGrownUps(purchaseResolvers),
    titlePriceResolvers,
    giftCodeResolvers,
    couponResolvers,
    // What customers change is counted, and nothing that kids do.
    ...[paymentMethodResolvers, subscriptionResolvers].map(limitingChanges).map(forGrownUps),
    invoiceResolvers,
    customerResolvers,
  ],
  views: {
    StudioPlan: 'billing/staff-plan.view.ts#StudioPlanView',
    Coupon: 'billing/coupon.view.ts#CouponView',
    Invoice: 'billing/invoice.view.ts#InvoiceView',
    CustomerSubscription: 'billing/customer.view.ts#CustomerSubscriptionView',
    CustomerMoney: 'billing/customer.view.ts#CustomerMoneyView',
  },
  loaders: [pricesOfPlan, plansOnSale, offersOfTitle, purchaseOfTitle, refundsOfInvoice, invoiceById],
  feeds: { grant: 'read.grants.*' },
  routes: (app, services) => {
    registerPaymentWebhook(app, services);
    registerInvoices(app, services);
  },
};
