import { anyDecider, anyProcess } from '../kernel/context.ts';
import type { DomainContext } from '../kernel/context.ts';
import { accountDecider } from './account.decider.ts';
import { administrationDecider } from './administration.decider.ts';
import { deviceDecider } from './device.decider.ts';
import { codeDecider } from './code.decider.ts';
import { erasureProcess } from './erasure.process.ts';
import { keyUseDecider } from './key-use.decider.ts';
import { consentDecider } from './consent.decider.ts';
import { exportDecider } from './export.decider.ts';
import { exportingProcess } from './exporting.process.ts';
import { factorDecider } from './factor.decider.ts';
import { mailingProcess } from './mailing.process.ts';
import { pairingDecider } from './pairing.decider.ts';
import { profileDecider } from './profile.decider.ts';
import { readingDecider } from './reading.decider.ts';
import { roleDecider } from './role.decider.ts';
import { serviceDecider } from './service.decider.ts';
import { seeAsDecider } from './see-as.decider.ts';
import { suspensionDecider } from './suspension.decider.ts';
import { signInDecider } from './sign-in.decider.ts';

/** Who people are. */
export const identity: DomainContext = {
  name: 'identity',
  deciders: [
    anyDecider(accountDecider),
    anyDecider(signInDecider),
    anyDecider(profileDecider),
    anyDecider(deviceDecider),
    anyDecider(readingDecider),
    anyDecider(roleDecider),
    anyDecider(administrationDecider),
    anyDecider(seeAsDecider),
    anyDecider(suspensionDecider),
    anyDecider(serviceDecider),
    anyDecider(keyUseDecider),
    anyDecider(pairingDecider),
    anyDecider(exportDecider),
    anyDecider(consentDecider),
    anyDecider(factorDecider),
    anyDecider(codeDecider),
  ],
  processes: [anyProcess(mailingProcess), anyProcess(erasureProcess), anyProcess(exportingProcess)],
};
