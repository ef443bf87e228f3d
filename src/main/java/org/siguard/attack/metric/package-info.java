/**
 * How well an attack did: from its scores and the truth, an {@link org.siguard.attack.metric.AttackTrial}, come accuracy, areas and rates,
 * each with its interval. No attack lives here, and nothing here knows which attack gave the scores. Start with {@link
 * org.siguard.attack.metric.AttackFigures} for one attack, {@link org.siguard.attack.metric.Strongest} for many, {@link
 * org.siguard.attack.metric.Difference} for two settings on the same records.
 */
package org.siguard.attack.metric;
