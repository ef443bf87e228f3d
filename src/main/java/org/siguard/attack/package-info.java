/**
 * What an attacker has, and what an attack is: never the target, only what its client sees. Start reading at {@link
 * org.siguard.attack.Attack}: it takes {@link org.siguard.attack.Evidence} (what was released, what the attacker {@linkplain
 * org.siguard.attack.Preparation prepared}) and scores records; {@link org.siguard.attack.Needs} says beforehand what it takes.
 *
 * <p>The attacks live in rooms of their own, one rule a file, its formula in its javadoc: {@code threshold} (gap, loss, confidence, entropies),
 * {@code network} (Shokri, ML-Leaks), {@code reference} (LiRA, RMIA), {@code labelonly}, {@code adaptive}; {@code catalogue} lists them. How
 * well one did is computed in {@code metric}. Models are not trained here: shadow and reference models come from {@code train}; guards are
 * run by {@code experiment}.
 */
package org.siguard.attack;
