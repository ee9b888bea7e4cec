package io.towerforge.operator.desired;

/**
 * What a head job runs: the user's script before, Nextflow, the user's script after. It travels in an environment variable, and the
 * command that starts it holds no single quote, because the entry point of Nextflow's own image puts each word between two of them
 * and reads the result again (Nextflow repository, {@code docker/entry.sh}).
 */
final class HeadScript {
    /** Holds {@link #TEXT}. */
    static final String VARIABLE = "TOWERFORGE_RUN";

    static final String CONFIG = "TOWERFORGE_CONFIG";
    static final String PRE_RUN = "TOWERFORGE_PRE_RUN";
    static final String POST_RUN = "TOWERFORGE_POST_RUN";

    /** Set where tasks run under Fusion. */
    static final String FUSION = "TOWERFORGE_FUSION";

    /** Names of variables that are set and empty, separated by spaces. */
    static final String EMPTY = "TOWERFORGE_EMPTY";

    /** Starts the text; its words after the name are the pipeline and the other arguments of {@code nextflow run}. */
    static final String COMMAND = "eval \"$" + VARIABLE + "\"";

    /**
     * The script before is sourced, so that what it exports reaches Nextflow, and ends the job when it fails. When the job is
     * terminated, be it while Nextflow is being started, Nextflow is told and awaited, so that it ends its tasks. The script after
     * runs in any case and finds Nextflow's exit status in {@code NXF_EXIT_STATUS}, which is the job's.
     *
     * <p>With Fusion and no access token, Nextflow exits with 1, before mid-2026 without a word (nextflow-io/nextflow, issue 7262),
     * so the log is told first. It may still be in the configuration, which is why this ends nothing.
     */
    static final String TEXT = """
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
            """;

    private HeadScript() {}
}
