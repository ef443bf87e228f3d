/**
 * The protocols that three-party engines are made of, one to a file.
 *
 * <p>A secret x is held as x = m + l + r (modulo 2^64). The <em>left</em> and the <em>right</em> evaluator both know the masked
 * value m; the left one knows the mask l, the right one the mask r; the <em>assistant</em> knows both masks and not m. So one
 * party alone sees only numbers that are uniformly random, and this is replicated sharing: each of three summands is known to
 * two of the three parties.
 *
 * <p>Seen this way most of the work is the assistant's: it knows the masks, so it can compute any function of the masks in
 * advance and <em>deal</em> the result in two additive parts, of which the right evaluator draws its own from a common stream
 * and only the left one's travels. The assistant never has to hear from the evaluators, so a round is always one exchange
 * between the two of them.
 *
 * <p>Sources: replicated sharing (Araki et al. 2016), masked evaluation with function-dependent preprocessing (Ben-Efraim et al.
 * 2019, "Turbospeedz"; Chaudhari et al. 2019, "ASTRA"), truncation with a mask known to one party (Dalskov, Escudero, Keller
 * 2020), one-time truth tables (Ishai et al. 2013). The combination is this project's; each file states its own steps.
 *
 * <p>Start reading at {@link org.siguard.mpc.masked.Trio}, then {@link org.siguard.mpc.masked.Truncation}.
 */
package org.siguard.mpc.masked;
