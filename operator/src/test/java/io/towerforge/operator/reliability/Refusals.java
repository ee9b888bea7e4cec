package io.towerforge.operator.reliability;

import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.batch.model.DeleteComputeEnvironmentRequest;

/**
 * Which refusals of AWS are no fault of the operator's. A call that a {@link io.towerforge.simulator.core.Fault} strikes is none of
 * them: the fault is nearer to AWS than the oracles, which therefore never hear of the call.
 */
final class Refusals {
    /** Services whose reads show for a while what was before a write. */
    private static final Set<Service> LAGGING =
            EnumSet.of(Service.IAM, Service.EC2, Service.LOGS, Service.SECRETS_MANAGER, Service.FSX);

    /** There already, or gone already: what somebody says who does not know yet. */
    private static final Pattern THERE_OR_GONE =
            Pattern.compile("NoSuchEntity|.*AlreadyExists.*|.*ResourceExists.*|.*NotFound.*|.*\\.Duplicate");

    /** Requests that the SDK has sent a second time by itself, told by identity: nobody builds the same request twice. */
    private final Set<Object> repeated = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean readsLag;

    /** From now on the operator cannot always know what it has written seconds before. */
    void readsLag() {
        readsLag = true;
    }

    /** The same fault, and what AWS says to a request that it repeats is excused from then on. */
    Interceptor excusing(Interceptor fault) {
        return new Interceptor() {
            @Override
            public void before(Call call) {
                fault.before(call);
            }

            @Override
            public void after(Call call) {
                fault.after(call);
            }

            @Override
            public boolean resends(Call call) {
                return fault.resends(call) && repeated.add(call.request());
            }
        };
    }

    /** @param everything what there is in AWS at the time of the refusal */
    boolean excuse(Call refused, List<LiveObject> everything) {
        return repeated.contains(refused.request())
                || (readsLag && (isHeardOfTooLate(refused) || isOnlyAskedTooEarly(refused, everything)));
    }

    private static boolean isHeardOfTooLate(Call refused) {
        String code = String.valueOf(refused.errorCode());
        boolean roleIsThere = refused.operation().equals("AddRoleToInstanceProfile") && code.equals("LimitExceeded");
        return LAGGING.contains(refused.service())
                && (roleIsThere || THERE_OR_GONE.matcher(code).matches());
    }

    /** AWS Batch counts an environment as part of a queue for some seconds after it has left it (hashicorp/terraform-provider-aws#40148). */
    private static boolean isOnlyAskedTooEarly(Call refused, List<LiveObject> everything) {
        if (!(refused.request() instanceof DeleteComputeEnvironmentRequest deletion)) {
            return false;
        }
        String name = deletion.computeEnvironment();
        return everything.stream()
                        .filter(one -> one.kind().equals("AWS::Batch::JobQueue"))
                        .noneMatch(queue -> PlaceExpectation.order(queue).contains(name))
                && everything.stream()
                        .filter(one -> one.kind().equals("AWS::Batch::ComputeEnvironment"))
                        .filter(one -> one.name().equals(name))
                        .allMatch(one -> one.state().equals("DISABLED/VALID")
                                || one.state().equals("DISABLED/INVALID"));
    }
}
