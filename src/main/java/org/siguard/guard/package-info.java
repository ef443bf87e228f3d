/**
 * Output guards: they perturb a prediction before anybody sees it. {@link org.siguard.guard.OutputGuard} is what a guard is;
 * {@link org.siguard.guard.Siguard} is the one this project is about: {@link org.siguard.guard.SiguardLoop} is its search,
 * {@link org.siguard.guard.SearchStep} one step of it, {@link org.siguard.guard.Examination} its validator. Its ancestor
 * {@link org.siguard.guard.MemGuard} works in plaintext; {@link org.siguard.guard.EarlyExitGuard} is insecure and shows why SIGuard's number of
 * steps is fixed. The others are what they are compared with.
 *
 * <p>What all of them promise, and a test holds them to:
 * <ul>
 * <li>The label: the first of the largest entries of the released vector, unit by unit, is the first of the largest logits.
 * <li>The released vector: entries from 0 to 1, which sum to 1 within a unit in the last place for each class.
 * <li>Nothing but the released vector is opened, to the client; messages are as many and as large for every query. (Not so the
 * insecure one.)
 * </ul>
 * The same query asked again gets the same bits where {@link org.siguard.guard.Remembering} stands around a guard, within one session; without
 * it rounding in shares makes a search go another way each time.
 */
package org.siguard.guard;
