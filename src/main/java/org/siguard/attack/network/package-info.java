/**
 * Attacks by a small network that learned from the outputs of the attacker's own models. What the network sees is each attack's
 * business; {@link org.siguard.attack.network.AttackNetwork} is the network. Start with {@link
 * org.siguard.attack.network.VectorNetworkAttack}.
 */
package org.siguard.attack.network;
