/**
 * Arithmetic modulo 2^64: tensors of ring elements, fixed-point encoding, the products that every protocol is made of, and
 * the random streams that masks are drawn from. Nothing here knows of parties, shares or channels.
 *
 * <p>Start reading at {@link org.siguard.ring.RingTensor}, then {@link org.siguard.ring.Bilinear}.
 */
package org.siguard.ring;
