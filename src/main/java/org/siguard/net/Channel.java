package org.siguard.net;

import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * One party's end of an ordered, reliable, two-way connection to one other party. Words arrive in the order they were sent.
 * Only the party's own thread uses it.
 */
public interface Channel {
    /** Who is at the other end. */
    Party other();

    /** Hands the words over; the sender must not touch the array afterwards. */
    void send(long[] words);

    /** Waits for the next message. Throws {@link NetworkDown} when the computation has ended for another party's reason. */
    long[] receive();

    /** Waits for a message of so many words, and refuses any other. */
    default long[] receive(int words) {
        long[] message = receive();
        if (message.length != words) {
            throw new WrongMessage(other(), words + " words", message.length);
        }
        return message;
    }

    /** Waits for a tensor of this shape, and refuses a message of another length. */
    default RingTensor receive(Shape shape) {
        long[] message = receive();
        if (message.length != shape.size()) {
            throw new WrongMessage(other(), "a tensor of shape " + shape + ", which is " + shape.size() + " words,", message.length);
        }
        return RingTensor.of(shape, message);
    }
}
