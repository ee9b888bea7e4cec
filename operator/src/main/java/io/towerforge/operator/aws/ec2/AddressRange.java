package io.towerforge.operator.aws.ec2;

/** A range of IPv4 addresses, such as {@code 10.0.0.0/8}. */
record AddressRange(long first, int prefix) {
    private static final int BITS = 32;

    /** @throws NumberFormatException if it is none */
    static AddressRange of(String cidr) {
        String[] parts = cidr.split("/", -1);
        long address = 0;
        for (String part : parts[0].split("\\.", -1)) {
            address = (address << 8) + Integer.parseInt(part);
        }
        return new AddressRange(address, Integer.parseInt(parts[1]));
    }

    boolean contains(AddressRange other) {
        return prefix <= other.prefix && network(first) == network(other.first);
    }

    private long network(long address) {
        return address >> (BITS - prefix);
    }
}
