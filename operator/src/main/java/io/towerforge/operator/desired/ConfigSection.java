package io.towerforge.operator.desired;

/** What one feature adds to the Nextflow configuration; nothing where it is not used. */
@FunctionalInterface
interface ConfigSection {
    void write(PipelineSettings settings, ConfigText config);
}
