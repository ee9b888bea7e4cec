package io.towerforge.operator.model;

/**
 * What a pipeline secret holds.
 *
 * @param version 32 hexadecimal digits that change with the value and tell nothing about it
 */
public record SecretContent(String version, HiddenText value) {}
