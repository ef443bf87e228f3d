package org.siguard.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void workGoesOnUntilItIsAskedToStop() {
        cancellation.check();
        assertThat(cancellation.requested()).isFalse();
        cancellation.request();
        assertThat(cancellation.requested()).isTrue();
        assertThatThrownBy(cancellation::check).isInstanceOf(CancellationException.class);
    }

    @Test
    void whoListensIsToldOnce() {
        try (Cancellation.Registration registration = cancellation.onRequest(told::incrementAndGet)) {
            cancellation.request();
            cancellation.request();
            assertThat(told).hasValue(1);
        }
    }

    @Test
    void whoComesLateIsToldAtOnce() {
        cancellation.request();
        cancellation.onRequest(told::incrementAndGet).close();
        assertThat(told).hasValue(1);
    }

    @Test
    void whoHasGoneIsNotTold() {
        cancellation.onRequest(told::incrementAndGet).close();
        cancellation.request();
        assertThat(told).hasValue(0);
    }
}
