package io.towerforge.operator.preflight;

import io.towerforge.operator.aws.LustreFileSystems;
import io.towerforge.operator.model.Facts;
import java.util.List;

/** Whether the Region has FSx, where a file system of it is to be made. */
final class LustreIsOffered implements Check {
    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        boolean isMade = inquiry.forge().fsx() != null && inquiry.forge().fsx().create() != null;
        return !isMade || inquiry.account().catalog(LustreFileSystems.class).areOffered()
                ? List.of()
                : List.of("AWS has no FSx in " + facts.region()
                        + ". Take `spec.forge.fsx` out, or have the environment in another Region.");
    }
}
