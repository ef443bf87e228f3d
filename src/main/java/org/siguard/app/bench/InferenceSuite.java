package org.siguard.app.bench;

import java.util.List;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.mpc.replicated.ReplicatedProtocol;

/**
 * Whole networks on shares, in-process, the weights shared beforehand. CrypTen's figures are the medians over loopback, its triples
 * made while it ran.
 */
final class InferenceSuite {
    private static final String CRYPTEN = "CrypTen 0.4, triples inline";

    private InferenceSuite() {
    }

    static Suite suite() {
        Protocol replicated = new ReplicatedProtocol();
        return new Suite("inference", List.of(
                new NetworkInference("mlp-600-256-128-100", "", 256, replicated, Unit.ITEMS_A_SECOND, null),
                new NetworkInference("chmnist-cnn", "", 32, replicated, Unit.ITEMS_A_SECOND, null),
                new NetworkInference("resnet18-cifar", "", 1, replicated, Unit.SECONDS, new Peer(CRYPTEN, 1.92)),
                new NetworkInference("resnet34-cifar", "", 1, replicated, Unit.SECONDS, new Peer(CRYPTEN, 3.65)),
                new InferenceParts("resnet34-cifar", replicated),
                new PeakHeap("resnet34-cifar"),
                new NetworkInference("resnet34-cifar", "-dealer", 1, new DealerProtocol(), Unit.SECONDS, new Peer(CRYPTEN, 3.65))));
    }
}
