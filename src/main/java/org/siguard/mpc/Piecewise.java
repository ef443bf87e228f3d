package org.siguard.mpc;

import java.util.List;
import org.siguard.ring.SideBySide;

/**
 * An engine on which several small tensors are no dearer than a large one, since none of its operations waits for a message: what programs
 * do jointly, it does piece by piece, without copying the pieces together and apart. Its account is that of the joint operation.
 */
public interface Piecewise {
    /** {@link FullRing#negative} of each. */
    List<Bits> negativeEach(List<Shared> values);

    /** {@link FullRing#select} of each value by its bits. */
    List<Shared> selectEach(List<Bits> bits, List<Shared> values);

    /** The parts of {@link FullRing#product} of the maps side by side. */
    List<Shared> productEach(SideBySide map, List<Shared> a, List<Shared> b, int shift);
}
