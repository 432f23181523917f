/** An address of a site, with or without its protocol, which can only be that of the web: pages show it as a link. */
export const webAddressRule = {
  pattern: /^(https?:\/\/)?[^\s.:/?#@]+(\.[^\s.:/?#@]+)+(:\d{1,5})?([/?#]\S*)?$/i,
  message: 'Enter a web address such as example.com, or leave it empty.',
};
