// Extensions of Prisma that change nothing of what queries give: @prisma/extension-accelerate 3,
// @prisma/extension-read-replicas 0.5, @prisma/extension-optimize 2.

export declare function withAccelerate(options?: any): { name: string }
export declare function readReplicas(options?: any): { name: string }
export declare function withOptimize(options?: any): { name: string }
