#!/bin/sh
# The property and fuzz tests again and again, each round from another seed, until the time is up;
# the last round is cut short.
# usage: scripts/test-long.sh PYTHON MINUTES
set -eu
python=$1
minutes=$2
start=$(date +%s)
seed=$start
round=0
while :; do
    left=$((start + minutes * 60 - $(date +%s)))
    [ "$left" -gt 0 ] || break
    round=$((round + 1))
    seed=$((seed + 1))
    echo "== round $round, seed $seed"
    status=0
    # Interrupted, pytest ends what it has started: servers too.
    timeout --signal=INT --kill-after=60 "$left" env -u CI \
        "$python" -m pytest -q -x -p no:cacheprovider --hypothesis-seed="$seed" \
        tests/properties tests/cells tests/backends tests/comparison tests/evaluation/test_finder.py \
        tests/evaluation/limits_in_sql tests/inspection/bulk tests/services || status=$?
    case $status in
        0) ;;
        124) echo "== round $round ended by the time" ;;
        *) echo "failed: pytest --hypothesis-seed=$seed shows it again" >&2; exit 1 ;;
    esac
done
echo "== $round rounds in $minutes minutes, nothing found"
