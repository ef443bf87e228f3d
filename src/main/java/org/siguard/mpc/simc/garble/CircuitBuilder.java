package org.siguard.mpc.simc.garble;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Builds a circuit from integers as vectors of wires, lowest bit first. Each building block takes one AND gate a bit, as the published gate
 * counts have it: the first gate of a carry chain, whose carry is known, is not spared. (That would save 4 of 265 gates.)
 *
 * <p>A wire is referred to by twice its number, plus one where its negation is meant, which costs nothing.
 */
public final class CircuitBuilder {
    private record Gate(boolean and, int left, int right) {
    }

    private final int inputs;
    private final List<Gate> gates = new ArrayList<>();

    public CircuitBuilder(int inputs) {
        this.inputs = inputs;
    }

    /** Inputs from one number on, as one integer. */
    public int[] input(int from, int count) {
        int[] out = new int[count];
        Arrays.setAll(out, i -> 2 * (from + i));
        return out;
    }

    public int not(int a) {
        return a ^ 1;
    }

    public int xor(int a, int b) {
        return gate(false, a & ~1, b & ~1) ^ ((a ^ b) & 1);
    }

    public int and(int a, int b) {
        return gate(true, a, b);
    }

    private int gate(boolean and, int a, int b) {
        gates.add(new Gate(and, a, b));
        return 2 * (inputs + gates.size() - 1);
    }

    /** The one where the condition holds, else the other. */
    public int[] choose(int condition, int[] one, int[] other) {
        int[] out = new int[one.length];
        Arrays.setAll(out, i -> xor(other[i], and(condition, xor(one[i], other[i]))));
        return out;
    }

    /** The integer where the condition holds, else the constant. */
    public int[] choose(int condition, int[] one, long constant) {
        int[] out = new int[one.length];
        Arrays.setAll(out, i -> bit(constant, i) ? not(and(condition, not(one[i]))) : and(condition, one[i]));
        return out;
    }

    /** a + b, a bit longer. The zero is a wire that is known to be 0. */
    public int[] add(int[] a, int[] b, int zero) {
        int[] out = new int[a.length + 1];
        int carry = zero;
        for (int i = 0; i < a.length; i++) {
            int x = xor(a[i], carry);
            out[i] = xor(x, b[i]);
            carry = xor(carry, and(x, xor(b[i], carry)));
        }
        out[a.length] = carry;
        return out;
    }

    /** a - b, and the borrow behind its highest bit. */
    public int[] subtract(int[] a, int[] b, int zero) {
        int[] out = new int[a.length + 1];
        int borrow = zero;
        for (int i = 0; i < a.length; i++) {
            int x = not(xor(a[i], borrow));
            out[i] = not(xor(x, b[i]));
            borrow = xor(borrow, and(x, xor(b[i], borrow)));
        }
        out[a.length] = borrow;
        return out;
    }

    /** a - constant, and the borrow behind its highest bit. */
    public int[] subtract(int[] a, long constant, int zero) {
        int[] out = new int[a.length + 1];
        int borrow = zero;
        for (int i = 0; i < a.length; i++) {
            int difference = xor(a[i], borrow);
            out[i] = bit(constant, i) ? not(difference) : difference;
            borrow = borrow(a[i], bit(constant, i), borrow);
        }
        out[a.length] = borrow;
        return out;
    }

    /** Whether a is below the constant: the borrow of their difference. */
    public int below(int[] a, long constant, int zero) {
        int borrow = zero;
        for (int i = 0; i < a.length; i++) {
            borrow = borrow(a[i], bit(constant, i), borrow);
        }
        return borrow;
    }

    /** The same for an odd constant, without a wire for the zero: one gate less. */
    int below(int[] a, long odd) {
        int borrow = not(a[0]);
        for (int i = 1; i < a.length; i++) {
            borrow = borrow(a[i], bit(odd, i), borrow);
        }
        return borrow;
    }

    private int borrow(int a, boolean constant, int borrow) {
        return constant ? not(and(a, not(borrow))) : and(not(a), borrow);
    }

    /** The sum of two numbers of which the second is below the modulus and the first below 2^bits, less the modulus where it reaches it. */
    public int[] addModulo(int[] a, int[] b, long modulus, int zero) {
        int[] sum = add(a, b, zero);
        int[] low = Arrays.copyOf(sum, a.length);
        int[] less = subtract(low, modulus, zero);
        // A sum of 2^bits or more leaves less than the modulus in its low bits: so carry without borrow does not occur, and XOR is OR.
        int reaches = xor(sum[a.length], not(less[a.length]));
        return choose(reaches, Arrays.copyOf(less, a.length), low);
    }

    /** The difference of two residues, plus the modulus where it falls below zero. */
    public int[] subtractModulo(int[] a, int[] b, long modulus, int zero) {
        int[] difference = subtract(a, b, zero);
        int below = difference[a.length];
        int[] addend = new int[a.length];
        Arrays.setAll(addend, i -> bit(modulus, i) ? below : zero);
        return Arrays.copyOf(add(Arrays.copyOf(difference, a.length), addend, zero), a.length);
    }

    private static boolean bit(long constant, int i) {
        return (constant >> i & 1) == 1;
    }

    /** The circuit with these outputs. Gates that lead to none go. */
    public Circuit build(int[] outputs) {
        boolean[] needed = needed(outputs);
        int[] lastReader = new int[inputs + gates.size()];
        Arrays.fill(lastReader, -1);
        for (int g = 0; g < gates.size(); g++) {
            if (needed[inputs + g]) {
                lastReader[gates.get(g).left() >> 1] = g;
                lastReader[gates.get(g).right() >> 1] = g;
            }
        }
        for (int output : outputs) {
            lastReader[output >> 1] = Integer.MAX_VALUE;
        }
        return new Placing(needed, lastReader).circuit(outputs);
    }

    private boolean[] needed(int[] outputs) {
        boolean[] needed = new boolean[inputs + gates.size()];
        for (int output : outputs) {
            needed[output >> 1] = true;
        }
        for (int g = gates.size() - 1; g >= 0; g--) {
            if (needed[inputs + g]) {
                needed[gates.get(g).left() >> 1] = true;
                needed[gates.get(g).right() >> 1] = true;
            }
        }
        return needed;
    }

    /** Gives every wire a place; one whose last reader has come is free again. */
    private final class Placing {
        private final boolean[] needed;
        private final int[] lastReader;
        private final int[] placeOf = new int[inputs + gates.size()];
        private final Deque<Integer> free = new ArrayDeque<>();
        private int places = inputs;

        Placing(boolean[] needed, int[] lastReader) {
            this.needed = needed;
            this.lastReader = lastReader;
            Arrays.setAll(placeOf, i -> i);
        }

        Circuit circuit(int[] outputs) {
            int count = 0;
            boolean[] and = new boolean[gates.size()];
            int[][] wires = new int[3][gates.size()];
            for (int g = 0; g < gates.size(); g++) {
                if (needed[inputs + g]) {
                    Gate gate = gates.get(g);
                    and[count] = gate.and();
                    wires[0][count] = placed(gate.left());
                    wires[1][count] = placed(gate.right());
                    release(gate.left() >> 1, g);
                    if (gate.left() >> 1 != gate.right() >> 1) {
                        release(gate.right() >> 1, g);
                    }
                    placeOf[inputs + g] = free.isEmpty() ? places++ : free.pop();
                    wires[2][count++] = placeOf[inputs + g];
                }
            }
            return new Circuit(inputs, places, Arrays.copyOf(and, count), Arrays.copyOf(wires[0], count), Arrays.copyOf(wires[1], count),
                    Arrays.copyOf(wires[2], count), Arrays.stream(outputs).map(this::placed).toArray());
        }

        private int placed(int reference) {
            return 2 * placeOf[reference >> 1] | reference & 1;
        }

        private void release(int wire, int reader) {
            if (lastReader[wire] == reader) {
                free.push(placeOf[wire]);
            }
        }
    }
}
