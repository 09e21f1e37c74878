import { matrix, type Operation } from './matrix.ts';
import { byId, mutation } from './operations.ts';

const table = `
  field                          rule           nobody           guest            buyerA                buyerB                vendorX               vendorY               admin
  Mutation.deleteAccount         authenticated  UNAUTHENTICATED  UNAUTHENTICATED  CurrentPasswordWrong  CurrentPasswordWrong  CurrentPasswordWrong  CurrentPasswordWrong  CurrentPasswordWrong
  Mutation.deleteAccount/proven  authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                    ok                    ok                    ok                    ok
  User.personalData              authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                    null                  null                  null                  null
  PersonalData.identity          authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                    null                  null                  null                  null
  PersonalData.marketplace       authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                    null                  null                  null                  null
  PersonalData.payments          authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                    null                  null                  null                  null
`;

/** Of buyer A, as whoever sees the order sees its buyer. */
function dataOfBuyerA(selection: string): Operation {
  const document = `query Matrix($id: ID!) { order(id: $id) { buyer { personalData { ${selection} } } } }`;
  return byId(document, ({ trade }) => trade.orderId);
}

export const erasureMatrix = matrix(table, {
  'Mutation.deleteAccount': mutation('deleteAccount', 'pseudonym', () => ({ input: { password: 'Aa1-not-mine' } })),
  'Mutation.deleteAccount/proven': {
    // Somebody new each time, who is then gone.
    ...mutation('deleteAccount', 'pseudonym', () => ({ input: { password: 'Aa1-person-of-a-test' } })),
    as: async (world, who) => {
      if (who === 'nobody' || who === 'guest') return world.as(who);
      return { token: (await world.people.customer('leaver')).token };
    },
  },
  'User.personalData': dataOfBuyerA('userId'),
  'PersonalData.identity': dataOfBuyerA('identity'),
  'PersonalData.marketplace': dataOfBuyerA('marketplace'),
  'PersonalData.payments': dataOfBuyerA('payments'),
});
