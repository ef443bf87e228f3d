/**
 * What a secure computation is, whatever protocol runs it: {@link org.siguard.mpc.SecureProgram} is what is computed,
 * {@link org.siguard.mpc.Engine} is one party's view of it, {@link org.siguard.mpc.Computation} starts the parties, joins them
 * and turns one party's failure into one error for all. Protocols live in the rooms below.
 *
 * <p>Who is who: the model owner and the client stand outside the servers. They share their inputs to them, and only the
 * client is given a result.
 */
package org.siguard.mpc;
