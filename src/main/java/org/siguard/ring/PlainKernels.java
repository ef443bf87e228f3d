package org.siguard.ring;

/** Loops that any JVM can run, and that HotSpot vectorises as far as it can. */
final class PlainKernels extends Kernels {
    @Override
    String name() {
        return "plain";
    }

    @Override
    void multiplyAdd(long[] a, int from, Columns b, long[] out, int at, int n, int k, int m) {
        long[] right = b.whole(k, m);
        for (int i = 0; i < n; i++) {
            int row = at + i * m;
            for (int j = 0; j < k; j++) {
                long factor = a[from + i * k + j];
                int start = j * m;
                for (int c = 0; c < m; c++) {
                    out[row + c] += factor * right[start + c];
                }
            }
        }
    }

    @Override
    void multiplyTransposedAdd(long[] a, long[] b, long[] out, int n, int k, int m) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                long sum = 0;
                int left = i * k;
                int right = j * k;
                for (int c = 0; c < k; c++) {
                    sum += a[left + c] * b[right + c];
                }
                out[i * m + j] += sum;
            }
        }
    }
}
