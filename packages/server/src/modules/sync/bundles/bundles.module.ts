import { BundlePreviewResolver } from './bundle-preview.resolver.ts';
import { BundlePreviewService } from './bundle-preview.service.ts';

export interface BundlesModule {
  resolvers: object[];
}

/** What a bundle becomes in ConnectWise, shown before it is sent. */
export const createBundles = (): BundlesModule => ({
  resolvers: [new BundlePreviewResolver(new BundlePreviewService())],
});
