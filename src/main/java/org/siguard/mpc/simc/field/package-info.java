/**
 * Arithmetic modulo a prime of up to 50 bits, uniform elements, shares with tags, and the check of many tags at once. Knows nothing of
 * parties and channels.
 *
 * <p>Start reading at {@link org.siguard.mpc.simc.field.PrimeField}.
 */
package org.siguard.mpc.simc.field;
