package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/** How AWS Batch picks among the instance types; AWS Batch API reference, ComputeResource. */
public enum AllocationStrategy implements ApiEnum {
    /** The cheapest type that fits, waiting for it when there is none; blocks infrastructure updates in place. */
    BEST_FIT("BEST_FIT"),
    /** Further types when the best one has no capacity. */
    BEST_FIT_PROGRESSIVE("BEST_FIT_PROGRESSIVE"),
    /** The Spot pools least likely to be interrupted. */
    SPOT_CAPACITY_OPTIMIZED("SPOT_CAPACITY_OPTIMIZED"),
    /** The cheapest among the Spot pools unlikely to be interrupted. */
    SPOT_PRICE_CAPACITY_OPTIMIZED("SPOT_PRICE_CAPACITY_OPTIMIZED"),
    /** What a newer schema allows and this version cannot read; never in the schema, refused by {@link SpecValidator}. */
    @JsonIgnore
    UNRECOGNISED("UNRECOGNISED");

    private final String value;

    AllocationStrategy(String value) {
        this.value = value;
    }

    @Override
    @JsonValue
    public String value() {
        return value;
    }

    /** Reads the written form; anything unknown is {@link #UNRECOGNISED}, so that one odd object cannot stop a watch. */
    @JsonCreator
    public static AllocationStrategy fromValue(String value) {
        return ApiEnum.fromValue(values(), value, UNRECOGNISED);
    }
}
