/**
 * Two servers, and apart from both a dealer who hands out correlated randomness and sees no secret. The servers take the evaluators'
 * seats of {@link org.siguard.mpc.masked}, the dealer the assistant's: it knows all masks and no masked value. So what it deals
 * are triples in function-dependent form (the masks of both factors and their product), the material for truncation, the tables
 * for comparison and for smooth functions; none of it depends on anybody's input, and all of it can be dealt beforehand.
 *
 * <p>What sets it apart from {@link org.siguard.mpc.replicated} is the start: there the third server knows the masks because the
 * outsiders tell it; here they tell it nothing, and the servers mask each input together, which takes a round.
 */
package org.siguard.mpc.dealer;
