import { createDeviceSwitch } from './device-switch.ts'

/**
 * Whether a single letter or sign does something on this device. Who speaks to their computer, or whose hand slips, turns
 * that off. Source: WCAG 2.2, 2.1.4, “Character Key Shortcuts”.
 */
const singleKeys = createDeviceSwitch('single-keys', true)

export const areSingleKeysOn = singleKeys.isOn
export const setSingleKeys = singleKeys.set
export const useSingleKeys = singleKeys.useIsOn
