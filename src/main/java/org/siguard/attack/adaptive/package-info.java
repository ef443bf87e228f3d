/**
 * Attackers who know that there is a guard: they fit behind a guard of their own, average it away, try to undo it, watch how long it takes, or
 * hold the defender's classifier. Start with {@link org.siguard.attack.adaptive.AdaptedAttack}.
 */
package org.siguard.attack.adaptive;
