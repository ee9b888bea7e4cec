#!/bin/bash
cd "$(mktemp -d)"
for name in $TOWERFORGE_EMPTY; do export "$name="; done
printf '%s' "$TOWERFORGE_CONFIG" > towerforge.config
if [ -n "$TOWERFORGE_PRE_RUN" ]; then
  printf '%s' "$TOWERFORGE_PRE_RUN" > pre-run.sh
  set -e
  source ./pre-run.sh
  set +e
fi
if [ -n "$TOWERFORGE_FUSION" ] && [ -z "$TOWER_ACCESS_TOKEN" ]; then
  echo 'TowerForge: Fusion needs an access token of Seqera Platform, and TOWER_ACCESS_TOKEN is not set. If Nextflow ends at once with status 1, that is why: add a pipeline secret of that name to the environment.' >&2
fi
arguments=()
eval "arguments=($2)"
terminated='' nextflow=''
trap 'terminated=yes; kill -TERM "$nextflow" 2> /dev/null' TERM INT
nextflow run "$1" -c towerforge.config "${arguments[@]}" &
nextflow=$!
[ -z "$terminated" ] || kill -TERM "$nextflow" 2> /dev/null
wait "$nextflow"
NXF_EXIT_STATUS=$?
while kill -0 "$nextflow" 2> /dev/null; do
  wait "$nextflow"
  NXF_EXIT_STATUS=$?
done
export NXF_EXIT_STATUS
if [ -n "$TOWERFORGE_POST_RUN" ]; then
  printf '%s' "$TOWERFORGE_POST_RUN" > post-run.sh
  bash ./post-run.sh
fi
exit "$NXF_EXIT_STATUS"
