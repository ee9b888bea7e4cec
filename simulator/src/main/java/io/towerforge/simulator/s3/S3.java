package io.towerforge.simulator.s3;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 as one Region's endpoint answers. */
public final class S3 implements SimulatedService {
    private final Buckets buckets;

    public S3(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public Service service() {
        return Service.S3;
    }

    @Override
    public Class<S3Client> clientType() {
        return S3Client.class;
    }

    @Override
    public S3Client client(Gateway gateway) {
        return new SimulatedS3Client(gateway, buckets);
    }
}
