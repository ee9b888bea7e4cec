package io.towerforge.operator.reconciler;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.towerforge.api.v1alpha1.AwsIdentity;

/** The framework's door for identities; as with environments, we keep the finalizer ourselves. */
@ControllerConfiguration(
        name = IdentityController.NAME,
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true)
public final class IdentityController implements Reconciler<AwsIdentity> {
    public static final String NAME = "awsidentity";

    private final Identities identities;
    private final IdentityReconciler reconciler;

    public IdentityController(Identities identities, IdentityReconciler reconciler) {
        this.identities = identities;
        this.reconciler = reconciler;
    }

    @Override
    public UpdateControl<AwsIdentity> reconcile(AwsIdentity identity, Context<AwsIdentity> context) {
        if (context.isPrimaryResourceDeleted()) {
            return UpdateControl.noUpdate();
        }
        return identities
                .read(identity.getMetadata().getName())
                .flatMap(reconciler::reconcile)
                .map(next -> UpdateControl.<AwsIdentity>noUpdate().rescheduleAfter(next))
                .orElseGet(UpdateControl::noUpdate);
    }
}
