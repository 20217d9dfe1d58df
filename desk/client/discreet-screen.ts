import { createDeviceSwitch } from './device-switch.ts'

const discreetScreen = createDeviceSwitch('discreet-screen', false)

/** Hides the names of people on every page of this device, or shows them. */
export const setDiscreetScreen = discreetScreen.set

/** Whether the page shows references in place of names. */
export const useDiscreetScreen = discreetScreen.useIsOn
