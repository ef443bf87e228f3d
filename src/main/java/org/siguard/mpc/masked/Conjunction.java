package org.siguard.mpc.masked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums (modulo 2) of products of masked bits, in two parts; any number of factors, and no round.
 *
 * <p>A product of bits e_i = open_i ^ mask_i, multiplied out, is a sum over the subsets S of its factors of (product of open_i
 * outside S) * (product of mask_i in S).
 * <ol>
 * <li>ASSISTANT deals the product of masks for every subset of two or more factors that comes up, 1 bit an element each.
 * <li>The evaluators add up: the opened products they know, single masks they own, products of masks they were dealt.
 * </ol>
 */
final class Conjunction {
    private final int inputs;
    /** The subsets of two or more factors, as bit sets, in the order in which they are dealt. */
    private final int[] dealt;
    /** For every output, its summands. */
    private final List<List<Summand>> outputs = new ArrayList<>();

    /** The opened factors {@code opened} times the dealt product at {@code index}, or an own mask, or neither. */
    private record Summand(int opened, int ownMask, int index) {
    }

    /**
     * @param inputs  how many bit vectors go in
     * @param outputs for every output its products, each a bit set of the inputs that are multiplied
     */
    Conjunction(int inputs, int[]... outputs) {
        this.inputs = inputs;
        List<Integer> subsets = new ArrayList<>();
        for (int[] products : outputs) {
            for (int product : products) {
                for (int s = product; s > 0; s = (s - 1) & product) {
                    if (Integer.bitCount(s) > 1 && !subsets.contains(s)) {
                        subsets.add(s);
                    }
                }
            }
        }
        dealt = subsets.stream().mapToInt(Integer::intValue).sorted().toArray();
        for (int[] products : outputs) {
            List<Summand> summands = new ArrayList<>();
            for (int product : products) {
                for (int s = product; s > 0; s = (s - 1) & product) {
                    boolean single = Integer.bitCount(s) == 1;
                    summands.add(new Summand(product & ~s, single ? Integer.numberOfTrailingZeros(s) : -1,
                            single ? -1 : Arrays.binarySearch(dealt, s)));
                }
                summands.add(new Summand(product, -1, -1));
            }
            this.outputs.add(List.copyOf(summands));
        }
    }

    /** One product of all inputs. */
    static Conjunction ofAll(int inputs) {
        return new Conjunction(inputs, new int[] {(1 << inputs) - 1});
    }

    int inputs() {
        return inputs;
    }

    /** How many bits the assistant deals for every element. */
    int dealtBits() {
        return dealt.length;
    }

    /** The outputs in two parts; null at the assistant. */
    long[][] evaluate(Trio trio, MaskedBits... bits) {
        int words = BitWords.words(bits[0].count());
        if (trio.isAssistant()) {
            deal(trio, bits, words);
            return null;
        }
        long[] products = trio.dealXors(null, dealt.length * words);
        long[][] open = new long[inputs][];
        long[][] mask = new long[inputs][];
        for (int i = 0; i < inputs; i++) {
            open[i] = bits[i].open();
            mask[i] = bits[i].ownMask();
        }
        long[][] out = new long[outputs.size()][words];
        for (int o = 0; o < out.length; o++) {
            for (Summand summand : outputs.get(o)) {
                addTo(out[o], summand, trio.isLeft(), open, mask, products);
            }
        }
        return out;
    }

    private static void addTo(long[] out, Summand summand, boolean left, long[][] open, long[][] mask, long[] products) {
        int words = out.length;
        boolean known = summand.ownMask < 0 && summand.index < 0;
        if (known && !left) {
            return;
        }
        long[] term = new long[words];
        if (known) {
            Arrays.fill(term, -1L);
        } else if (summand.ownMask >= 0) {
            System.arraycopy(mask[summand.ownMask], 0, term, 0, words);
        } else {
            System.arraycopy(products, summand.index * words, term, 0, words);
        }
        for (int rest = summand.opened; rest != 0; rest &= rest - 1) {
            multiplyBy(open[Integer.numberOfTrailingZeros(rest)], term, 0);
        }
        for (int w = 0; w < words; w++) {
            out[w] ^= term[w];
        }
    }

    private void deal(Trio trio, MaskedBits[] bits, int words) {
        long[][] masks = new long[inputs][];
        for (int i = 0; i < inputs; i++) {
            masks[i] = bits[i].mask();
        }
        long[] products = new long[dealt.length * words];
        Arrays.fill(products, -1L);
        for (int d = 0; d < dealt.length; d++) {
            for (int rest = dealt[d]; rest != 0; rest &= rest - 1) {
                multiplyBy(masks[Integer.numberOfTrailingZeros(rest)], products, d * words);
            }
        }
        trio.dealXors(products, products.length);
    }

    private static void multiplyBy(long[] factor, long[] product, int from) {
        for (int w = 0; w < factor.length; w++) {
            product[from + w] &= factor[w];
        }
    }
}
