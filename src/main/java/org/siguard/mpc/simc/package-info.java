/**
 * Inference between a server that owns the model and a client that may cheat: networks of linear layers and ReLU, in a field of 44 bits.
 */
package org.siguard.mpc.simc;
