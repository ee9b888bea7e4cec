package io.towerforge.simulator.sts;

import io.towerforge.simulator.core.Account;
import io.towerforge.simulator.core.Gateway;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The actor's identity: an assumed role that bears the actor's name. */
final class SimulatedStsClient implements StsClient {
    private final Gateway gateway;

    SimulatedStsClient(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        return gateway.read("GetCallerIdentity", request, () -> {
            Account account = gateway.account();
            return GetCallerIdentityResponse.builder()
                    .account(account.id())
                    .arn(account.sessionArn(gateway.actor()))
                    .userId("AROASIMULATED:simulated")
                    .build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing to release; the account outlives its clients.
    }
}
