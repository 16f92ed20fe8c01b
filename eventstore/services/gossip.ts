/** `Gossip`: a cluster of one member, which leads. */
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { gossip, shared } from '../wire/proto.ts';

const LEADER = 8;

/** Who answers, and where clients dial it. */
export interface Member {
  readonly instanceId: string;
  readonly host: string;
  readonly port: number;
}

/** The answer to Gossip.Read. */
export function clusterInfo({ instanceId, host, port }: Member): ClusterInfo {
  const endPoint = new gossip.EndPoint();
  endPoint.setAddress(host);
  endPoint.setPort(port);
  const id = new shared.UUID();
  id.setString(instanceId);
  const member = new gossip.MemberInfo();
  member.setInstanceId(id);
  member.setTimeStamp(`${Date.now()}0000`);
  member.setState(LEADER);
  member.setIsAlive(true);
  member.setHttpEndPoint(endPoint);
  const info = new gossip.ClusterInfo();
  info.addMembers(member);
  return info;
}
