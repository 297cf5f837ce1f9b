/// What `kubectl diff --server-side` 1.32 printed of four objects, with `KUBECTL_EXTERNAL_DIFF="diff -N -U1000000"`.
enum KubectlRecording {
    /// The manifests that were given.
    static let manifests = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: limits, namespace: shop}
        data: {a: "2", b: "line1\\nline3\\n"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: fresh, namespace: shop}
        data: {a: "2"}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: db, namespace: shop}
        data: {password: aHVudGVyMw==}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, labels: {app: web}}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "registry.example/acme/web:2"}]}
        """

    /// The objects of the cluster.
    static let objects = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: limits, namespace: shop, resourceVersion: "7"}
        data: {a: "1", b: "line1\\nline2\\n"}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: db, namespace: shop}
        data: {password: aHVudGVyMg==}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, labels: {app: web}, generation: 3}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          strategy: {type: RollingUpdate}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: "registry.example/acme/web:1", imagePullPolicy: IfNotPresent}]
              restartPolicy: Always
        """

    static let output = """
        diff -N -U1000000 /tmp/LIVE-13509492/apps.v1.Deployment.shop.web /tmp/MERGED-1443562616/apps.v1.Deployment.shop.web
        --- /tmp/LIVE-13509492/apps.v1.Deployment.shop.web	2026-11-26 01:06:00.739455176 +0000
        +++ /tmp/MERGED-1443562616/apps.v1.Deployment.shop.web	2026-11-26 01:06:00.739455176 +0000
        @@ -1,30 +1,30 @@
         apiVersion: apps/v1
         kind: Deployment
         metadata:
           creationTimestamp: "2026-11-01T00:00:00Z"
        -  generation: 3
        +  generation: 4
           labels:
             app: web
           name: web
           namespace: shop
           resourceVersion: "9"
         spec:
        -  replicas: 2
        +  replicas: 3
           selector:
             matchLabels:
               app: web
           strategy:
             type: RollingUpdate
           template:
             metadata:
               creationTimestamp: null
               labels:
                 app: web
             spec:
               containers:
        -      - image: registry.example/acme/web:1
        +      - image: registry.example/acme/web:2
                 imagePullPolicy: IfNotPresent
                 name: web
               restartPolicy: Always
         status:
           readyReplicas: 2
        diff -N -U1000000 /tmp/LIVE-13509492/v1.ConfigMap.shop.fresh /tmp/MERGED-1443562616/v1.ConfigMap.shop.fresh
        --- /tmp/LIVE-13509492/v1.ConfigMap.shop.fresh	2026-11-26 01:06:00.731455176 +0000
        +++ /tmp/MERGED-1443562616/v1.ConfigMap.shop.fresh	2026-11-26 01:06:00.731455176 +0000
        @@ -0,0 +1,9 @@
        +apiVersion: v1
        +data:
        +  a: "2"
        +kind: ConfigMap
        +metadata:
        +  creationTimestamp: "2026-11-02T00:00:00Z"
        +  name: fresh
        +  namespace: shop
        +  uid: "n"
        diff -N -U1000000 /tmp/LIVE-13509492/v1.ConfigMap.shop.limits /tmp/MERGED-1443562616/v1.ConfigMap.shop.limits
        --- /tmp/LIVE-13509492/v1.ConfigMap.shop.limits	2026-11-26 01:06:00.727455176 +0000
        +++ /tmp/MERGED-1443562616/v1.ConfigMap.shop.limits	2026-11-26 01:06:00.727455176 +0000
        @@ -1,13 +1,13 @@
         apiVersion: v1
         data:
        -  a: "1"
        +  a: "2"
           b: |
             line1
        -    line2
        +    line3
         kind: ConfigMap
         metadata:
           creationTimestamp: "2026-11-01T00:00:00Z"
           name: limits
           namespace: shop
           resourceVersion: "7"
           uid: u1
        diff -N -U1000000 /tmp/LIVE-13509492/v1.Secret.shop.db /tmp/MERGED-1443562616/v1.Secret.shop.db
        --- /tmp/LIVE-13509492/v1.Secret.shop.db	2026-11-26 01:06:00.731455176 +0000
        +++ /tmp/MERGED-1443562616/v1.Secret.shop.db	2026-11-26 01:06:00.731455176 +0000
        @@ -1,9 +1,9 @@
         apiVersion: v1
         data:
        -  password: '*** (before)'
        +  password: '*** (after)'
         kind: Secret
         metadata:
           name: db
           namespace: shop
           resourceVersion: "3"
         type: Opaque

        """
}
