package io.towerforge.simulator.ssm;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Service;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Systems Manager's parameter reads for one actor. */
final class SimulatedSsmClient implements SsmClient {
    private static final int MOST_NAMES = 10;

    private final Gateway gateway;
    private final Ssm ssm;

    SimulatedSsmClient(Gateway gateway, Ssm ssm) {
        this.gateway = gateway;
        this.ssm = ssm;
    }

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
        return gateway.read("GetParameter", request, () -> {
            String value = ssm.value(request.name());
            if (value == null) {
                throw Service.SSM.error(
                        400, "ParameterNotFound", "The parameter " + request.name() + " does not exist.");
            }
            return GetParameterResponse.builder()
                    .parameter(parameter(request.name(), value))
                    .build();
        });
    }

    /** Unknown names are listed, not refused (Systems Manager API reference, GetParameters). */
    @Override
    public GetParametersResponse getParameters(GetParametersRequest request) {
        return gateway.read("GetParameters", request, () -> {
            if (request.names().size() > MOST_NAMES) {
                throw Service.SSM.error(
                        400, "ValidationException", "At most " + MOST_NAMES + " parameters can be read in one call.");
            }
            List<Parameter> found = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            for (String name : request.names()) {
                String value = ssm.value(name);
                if (value == null) {
                    unknown.add(name);
                } else {
                    found.add(parameter(name, value));
                }
            }
            return GetParametersResponse.builder()
                    .parameters(found)
                    .invalidParameters(unknown)
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

    private Parameter parameter(String name, String value) {
        return Parameter.builder()
                .name(name)
                .type(ParameterType.STRING)
                .value(value)
                .version(1L)
                .arn("arn:" + gateway.account().partition() + ":ssm:"
                        + gateway.account().region() + "::parameter" + name)
                .dataType("text")
                .build();
    }
}
