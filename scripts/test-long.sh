#!/bin/sh
# The property and fuzz tests again and again, each round from another seed, until the time is up.
# usage: scripts/test-long.sh PYTHON MINUTES
set -eu
python=$1
minutes=$2
start=$(date +%s)
seed=$start
round=0
while [ $(($(date +%s) - start)) -lt $((minutes * 60)) ]; do
    round=$((round + 1))
    seed=$((seed + 1))
    echo "== round $round, seed $seed"
    env -u CI "$python" -m pytest -q -x -p no:cacheprovider --hypothesis-seed="$seed" \
        tests/properties tests/cells tests/backends tests/comparison tests/evaluation/test_finder.py \
        tests/evaluation/limits_in_sql tests/inspection/bulk tests/services \
        || { echo "failed: pytest --hypothesis-seed=$seed shows it again" >&2; exit 1; }
done
echo "== $round rounds in $minutes minutes, nothing found"
