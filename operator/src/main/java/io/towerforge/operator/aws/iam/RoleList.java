package io.towerforge.operator.aws.iam;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.SharedList;
import java.time.InstantSource;
import java.util.Locale;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/**
 * All roles of one account, with their policies, tags and instance profiles: the only listing that shows those at once, up to
 * 1,000 roles to a page (IAM API reference, GetAccountAuthorizationDetails). Role names are unique whatever their case.
 */
public final class RoleList {
    private static final int LARGEST_PAGE = 1_000;

    private final SharedList<RoleDetail> roles;

    public RoleList(IamClient iam, InstantSource clock) {
        GetAccountAuthorizationDetailsRequest everything = GetAccountAuthorizationDetailsRequest.builder()
                .filter(EntityType.ROLE)
                .maxItems(LARGEST_PAGE)
                .build();
        roles = new SharedList<>(
                clock,
                role -> key(role.roleName()),
                role -> false,
                () -> Aws.call(
                        "list the IAM roles of the account",
                        () -> iam.getAccountAuthorizationDetailsPaginator(everything).stream()
                                .flatMap(page -> page.roleDetailList().stream())
                                .toList()));
    }

    SharedList<RoleDetail> shared() {
        return roles;
    }

    static String key(String roleName) {
        return roleName.toLowerCase(Locale.ROOT);
    }
}
