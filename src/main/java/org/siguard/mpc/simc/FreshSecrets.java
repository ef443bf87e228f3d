package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.Offset;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * What the server begins every inference and every preparation with: secrets that no other one has, also not the next one after a client was thrown out. So what a client guessed of them, and
 * whether it was right, is worth nothing from then on.
 *
 * @param alpha    the key of all tags, not 0: with 0 every tag would fit
 * @param delta    the difference between the two labels of every wire
 * @param elements where masks come from
 * @param words    where labels, keys, and seeds of checks come from
 */
record FreshSecrets(long alpha, Offset delta, FieldStream elements, RandomStream words) {
    /** @param seed of this inference or preparation, and of nothing else */
    static FreshSecrets of(PrimeField field, Seed seed) {
        FieldStream elements = new FieldStream(field, RandomStream.of(seed.derive("elements")));
        RandomStream words = RandomStream.of(seed.derive("words"));
        return new FreshSecrets(elements.nextNonzero(), new Offset(words.next(), words.next()), elements, words);
    }

    @Override
    public String toString() {
        return "FreshSecrets";
    }
}
