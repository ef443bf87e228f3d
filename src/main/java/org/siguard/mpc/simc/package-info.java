/**
 * Inference between a server that owns the model and a client that may cheat: networks of linear layers and ReLU, in a field of 44 bits. SIMC at once ({@link org.siguard.mpc.simc.Simc}); in two
 * phases SIMC++ ({@link org.siguard.mpc.simc.Preparation}, {@link org.siguard.mpc.simc.OnlinePhase}), MUSE, which it is measured against ({@link org.siguard.mpc.simc.MusePreparation}), and DELPHI's form, which is the
 * same without the checks; how a client cheats ({@link org.siguard.mpc.simc.Tampering}) and what it is after ({@link org.siguard.mpc.simc.ModelExtraction}).
 *
 * <p>Homomorphic encryption is an ideal functionality here, whose bytes are modelled ({@link org.siguard.mpc.simc.IdealLinear}); everything else is real. Nothing here knows of models or guards.
 *
 * <p>Start reading at {@link org.siguard.mpc.simc.TwoPartyProtocols}, then {@link org.siguard.mpc.simc.Simc}; what a server draws for one inference and no other is {@link org.siguard.mpc.simc.FreshSecrets}; the inner rooms {@code field}, {@code garble} and {@code ot} hold what protocols are made of.
 */
package org.siguard.mpc.simc;
