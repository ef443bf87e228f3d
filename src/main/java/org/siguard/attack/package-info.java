/**
 * Membership-inference attacks, and the figures that say how well they do. An attack sees what the client sees: released
 * vectors, labels where it may know them, and its own models' outputs. Never the target.
 *
 * <p>Start reading at {@link org.siguard.attack.Attack}: it takes {@link org.siguard.attack.Evidence} (what was released, what
 * the attacker {@linkplain org.siguard.attack.Preparation prepared}) and scores records; {@link org.siguard.attack.Needs} says
 * beforehand what it takes. Each attack's rule stands in its own javadoc; {@link org.siguard.attack.Attacks} lists them. Judged,
 * the scores are an {@link org.siguard.attack.AttackTrial}, and {@link org.siguard.attack.AttackFigures} holds its figures.
 * Models are not trained here: shadow and reference models come from {@code train}, and {@link
 * org.siguard.attack.ReferenceModels} asks them; guards are run by {@code experiment}.
 */
package org.siguard.attack;
