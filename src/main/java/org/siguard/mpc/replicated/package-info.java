/**
 * Three servers of which no two collude, and no dealer: replicated sharing. Server 0 takes the left seat of
 * {@link org.siguard.mpc.masked}, server 1 the right one, server 2 the assistant's. Of the three summands of a secret,
 * server i knows number i and number i + 1: server 0 the left mask and the masked value, server 1 the masked value and the right
 * mask, server 2 both masks.
 *
 * <p>Start reading at {@link org.siguard.mpc.replicated.ReplicatedProtocol}.
 */
package org.siguard.mpc.replicated;
