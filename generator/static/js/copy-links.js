// The links to a page, step or section that can be copied. Without this script they are plain links.

/** Make every such link a button that copies the permanent address. */
export function copyLinks() {}
