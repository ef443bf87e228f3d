package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * What a party's material is for, as a hash: the protocol, the party, and the network. Material of DELPHI's form under SIMC++ would bring unchecked masks into a checked inference; material of a
 * network whose weights have changed would give wrong outputs, and nobody would notice. The client's says the network's form alone, for that is all the client knows of it; the server's its weights too.
 */
record Purpose(long high, long low) {
    static Purpose ofClient(Form form, ReluNetwork network) {
        return of(written("client", form, network));
    }

    static Purpose ofServer(Form form, ReluNetwork network) {
        WordDigest digest = written("server", form, network);
        // A layer is told from another one by what it makes of one random vector: with different weights it is the same once in p times.
        FieldStream random = new FieldStream(network.field(), RandomStream.of(Seed.of(0).derive("purpose")));
        for (LinearLayer layer : network.layers()) {
            digest.add(layer.product(network.field(), random.next(layer.inputs())));
            digest.add(layer.constant(network.field(), 1));
        }
        return of(digest);
    }

    private static WordDigest written(String party, Form form, ReluNetwork network) {
        WordDigest digest = new WordDigest();
        digest.add((party + " " + form.label() + " ").chars().asLongStream().toArray());
        digest.add(network.field().modulus(), network.layers().size());
        network.layers().forEach(layer -> digest.add(layer.inputs(), layer.outputs()));
        network.activations().forEach(activation -> digest.add(activation.cap(), activation.shift()));
        return digest;
    }

    private static Purpose of(WordDigest digest) {
        long[] words = digest.words();
        return new Purpose(words[0], words[1]);
    }
}
