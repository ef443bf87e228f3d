package org.siguard.mpc.simc;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.net.NetworkDown;
import org.siguard.net.TrafficMeter;

/**
 * A linear layer under homomorphic encryption, as the ideal functionality that such an encryption realises: the client gives its shares and gets back what
 * the server would have sent it encrypted, masked, and sees nothing else. <b>No encryption takes place here.</b> What ciphertexts would take is noted as
 * <em>modelled</em>, in a count of its own that no message's size ever gets into.
 *
 * <p>Published systems use BFV with N = {@value #SLOTS} slots; a ciphertext is {@value #CIPHERTEXT_BYTES} bytes. A vector of n takes n / N of them, rounded up.
 * Real ones take more where a convolution cannot fill its slots.
 */
class IdealLinear {
    static final int SLOTS = 8192;
    static final long CIPHERTEXT_BYTES = 524_288;

    private static final Word END = new Word(null, null);

    private final PrimeField field;
    private final BlockingQueue<Word> toServer = new LinkedBlockingQueue<>();
    private final BlockingQueue<Word> toClient = new LinkedBlockingQueue<>();

    IdealLinear(PrimeField field) {
        this.field = field;
    }

    private record Word(long[][] vectors, TrafficMeter.Moment moment) {
    }

    /** What ciphertexts for vectors of these sizes would take. */
    static long modelledBytes(long... sizes) {
        long bytes = 0;
        for (long size : sizes) {
            bytes += (size + SLOTS - 1) / SLOTS * CIPHERTEXT_BYTES;
        }
        return bytes;
    }

    /** The client's part: what it would send encrypted, and what it would decrypt. */
    long[][] ask(TrafficMeter meter, long[]... vectors) {
        note(meter, vectors);
        toServer.add(new Word(vectors, next(meter)));
        return take(meter, toClient);
    }

    /** The server's part, its first half: what the client sent, which only the functionality may look at. */
    Given await(TrafficMeter meter) {
        return new Given(take(meter, toServer), meter);
    }

    /** One vector's ciphertexts take a message; the vectors of one answer go together. */
    private static void note(TrafficMeter meter, long[][] vectors) {
        long bytes = 0;
        for (long[] vector : vectors) {
            bytes += modelledBytes(vector.length);
        }
        meter.predict(1, 1, bytes, 0);
    }

    private static TrafficMeter.Moment next(TrafficMeter meter) {
        TrafficMeter.Moment now = meter.now();
        return new TrafficMeter.Moment(now.nanos(), now.rounds() + 1);
    }

    private static long[][] take(TrafficMeter meter, BlockingQueue<Word> queue) {
        return meter.await(() -> waitFor(queue), Word::moment).vectors();
    }

    private static Word waitFor(BlockingQueue<Word> queue) {
        try {
            Word word = queue.take();
            if (word.vectors() == null) {
                throw new NetworkDown();
            }
            return word;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkDown();
        }
    }

    /** Ends all waiting. */
    void shut() {
        toServer.add(END);
        toClient.add(END);
    }

    /** The server's part, its second half: computing under encryption. */
    final class Given {
        private final long[][] vectors;
        private final TrafficMeter meter;

        private Given(long[][] vectors, TrafficMeter meter) {
            this.vectors = vectors;
            this.meter = meter;
        }

        /** A vector under encryption: what the client gave. */
        Encrypted vector(int i, int size) {
            if (i >= vectors.length || vectors[i].length != size || !field.contains(vectors[i])) {
                throw new Abort("what the client sent is no vector of " + size + " residues");
            }
            return new Encrypted(vectors[i]);
        }

        /** Sends the client each vector less a mask; the masks are the server's shares. */
        long[][] answer(FieldStream random, Encrypted... results) {
            long[][] shares = new long[results.length][];
            for (int i = 0; i < results.length; i++) {
                shares[i] = random.next(results[i].plain.length);
                results[i] = results[i].plus(field.negate(shares[i]));
            }
            send(results);
            return shares;
        }

        /** Sends the client what it may know: every result must have been masked. */
        void send(Encrypted... results) {
            long[][] masked = new long[results.length][];
            for (int i = 0; i < results.length; i++) {
                masked[i] = results[i].plain;
            }
            note(meter, masked);
            toClient.add(new Word(masked, next(meter)));
        }
    }

    /** What the server can compute with and cannot read. */
    final class Encrypted {
        private final long[] plain;

        private Encrypted(long[] plain) {
            this.plain = plain;
        }

        Encrypted plus(long[] known) {
            return new Encrypted(field.add(plain, known));
        }

        Encrypted times(long known) {
            return new Encrypted(field.multiply(plain, known));
        }

        /** Element by element: what triples are made with. */
        Encrypted times(Encrypted other) {
            return new Encrypted(field.multiply(plain, other.plain));
        }

        Encrypted minus(Encrypted other) {
            return new Encrypted(field.subtract(plain, other.plain));
        }

        Encrypted through(LinearLayer layer) {
            return new Encrypted(layer.product(field, plain));
        }
    }
}
