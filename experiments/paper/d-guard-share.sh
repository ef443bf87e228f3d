#!/bin/sh
# (d) What share of the latency the guard takes behind ResNet-34 in its CIFAR form: guard-share-resnet34 of the benchmark of guards, in-process, on a LAN and on a WAN.
# It is a benchmark and not an experiment file, because nobody trained that network here: weights and h are random, which time does not depend on.
exec "$(dirname "$0")/../../siguard" bench guard "$@"
