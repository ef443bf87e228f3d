package org.siguard.mpc.masked;

import org.siguard.mpc.Cost;
import org.siguard.mpc.CostSheet;
import org.siguard.ring.SmoothFunction;

/** The costs that the protocols of this room state, added up. */
public abstract class MaskedCosts implements CostSheet {
    private static final int WORD = 8;

    /** An exchange between the evaluators: both send so many words. */
    private static Cost exchange(long words) {
        return new Cost(1, 2, 2 * WORD * words, 0);
    }

    /** The assistant sends so many words ahead, to the left evaluator. */
    private static Cost deal(long words) {
        return new Cost(0, 1, WORD * words, WORD * words);
    }

    /** The assistant sends so many words ahead, to the right evaluator. */
    private static Cost dealRight(long words) {
        return new Cost(0, 1, WORD * words, WORD * words, WORD * words);
    }

    @Override
    public Cost reveal(int n) {
        return exchange(n);
    }

    @Override
    public Cost product(int n, boolean truncated) {
        return truncated ? exchange(n).plus(deal(2L * n)).plus(exchange(n)) : dealRight(n).plus(exchange(n));
    }

    @Override
    public Cost truncate(int n) {
        return deal(2L * n).plus(exchange(n));
    }

    @Override
    public Cost negative(int n) {
        int words = BitWords.words(n);
        int groupWords = BitWords.words(SignBit.GROUPS * n);
        Cost tables = deal((long) SignBit.THRESHOLDS * BitWords.words(SignBit.DIGITS * n) + words);
        Cost groups = exchange((long) SignBit.JOIN.inputs() * groupWords).plus(deal((long) SignBit.JOIN.dealtBits() * groupWords));
        Cost last = exchange((long) SignBit.LAST_JOIN.inputs() * words).plus(deal((long) SignBit.LAST_JOIN.dealtBits() * words));
        return tables.plus(groups).plus(last);
    }

    @Override
    public Cost ready(int... vectors) {
        long words = 0;
        for (int n : vectors) {
            words += BitWords.words(n);
        }
        return words == 0 ? Cost.NONE : exchange(words);
    }

    @Override
    public Cost all(int factors, int n) {
        Cost cost = Cost.NONE;
        int left = factors;
        while (left > 1) {
            if (left < factors) {
                cost = cost.plus(exchange((long) left * BitWords.words(n)));
            }
            int groups = MaskedEngine.groupsOf(left);
            for (int g = 0; g < groups; g++) {
                int size = (g + 1) * left / groups - g * left / groups;
                cost = cost.plus(deal((long) Conjunction.ofAll(size).dealtBits() * BitWords.words(n)));
            }
            left = groups;
        }
        return cost;
    }

    @Override
    public Cost select(int n, boolean again) {
        return deal(again ? n : 2L * n).plus(exchange(n));
    }

    @Override
    public Cost toRing(int n, boolean again) {
        return again ? exchange(n) : deal(n).plus(exchange(n));
    }

    @Override
    public Cost evaluate(SmoothFunction function, int n) {
        long table = (long) n * function.terms() << function.segmentBits();
        return deal(table).plus(product(n, true));
    }
}
