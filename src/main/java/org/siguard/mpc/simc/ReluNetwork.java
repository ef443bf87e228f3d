package org.siguard.mpc.simc;

import java.util.List;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.ReluCircuit;

/**
 * A network as two parties run it: linear layers over integers, and between them ReLU or ReLU6 with truncation. Everything is exact: a secure run and
 * {@link #plain} give the same numbers, bit for bit. Numbers inside must stay below p / 2 in magnitude.
 */
public record ReluNetwork(PrimeField field, List<LinearLayer> layers, List<Activation> activations) {
    /**
     * Behind a layer: max(v, 0), at most the cap, without its lowest bits.
     *
     * @param cap   in v's fixed point; 0 where there is none
     * @param shift how many bits are dropped, rounding down
     */
    public record Activation(long cap, int shift) {
    }

    public ReluNetwork {
        layers = List.copyOf(layers);
        activations = List.copyOf(activations);
        if (layers.size() != activations.size() + 1) {
            throw new IllegalArgumentException("an activation stands between every two linear layers, and nowhere else");
        }
        for (int i = 0; i + 1 < layers.size(); i++) {
            if (layers.get(i).outputs() != layers.get(i + 1).inputs()) {
                throw new IllegalArgumentException("layers do not fit");
            }
        }
        for (Activation activation : activations) {
            if (activation.shift() < 0 || activation.shift() >= field.bits() - 1) {
                throw new IllegalArgumentException("an activation cannot drop " + activation.shift() + " of " + field.bits() + " bits");
            }
        }
    }

    public int inputs() {
        return layers.getFirst().inputs();
    }

    public int outputs() {
        return layers.getLast().outputs();
    }

    /** How many activations behind a layer. */
    public int width(int layer) {
        return layers.get(layer).outputs();
    }

    public long activationCount() {
        return layers.subList(0, activations.size()).stream().mapToLong(LinearLayer::outputs).sum();
    }

    ReluCircuit circuit(int layer) {
        return ReluCircuit.of(field, activations.get(layer).cap());
    }

    /** The outputs for integers, as integers: the reference for every secure run. */
    public long[] plain(long[] input) {
        long[] at = field.reduce(input);
        for (int i = 0; i < layers.size(); i++) {
            at = field.add(layers.get(i).product(field, at), layers.get(i).constant(field, 1));
            if (i < activations.size()) {
                at = activated(activations.get(i), at);
            }
        }
        return field.toSigned(at);
    }

    private long[] activated(Activation activation, long[] v) {
        long[] out = new long[v.length];
        for (int i = 0; i < out.length; i++) {
            long f = v[i] < field.half() ? v[i] : 0;
            out[i] = (activation.cap() == 0 ? f : Math.min(f, activation.cap())) >> activation.shift();
        }
        return out;
    }
}
