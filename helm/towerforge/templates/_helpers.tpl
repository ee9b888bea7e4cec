{{- define "towerforge.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "towerforge.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := include "towerforge.name" . }}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- /* What a Deployment finds its pods by; must never change. */}}
{{- define "towerforge.selectorLabels" -}}
app.kubernetes.io/name: {{ include "towerforge.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "towerforge.labels" -}}
{{- $own := dict
  "app.kubernetes.io/name" (include "towerforge.name" .)
  "app.kubernetes.io/instance" .Release.Name
  "app.kubernetes.io/version" .Chart.AppVersion
  "app.kubernetes.io/managed-by" .Release.Service
  "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version) }}
{{- merge $own .Values.commonLabels | toYaml }}
{{- end }}

{{- define "towerforge.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end }}
{{- end }}

{{- /* What the operator does in a namespace it looks after. Each verb is one it is seen to use; see docs/install.md. */}}
{{- define "towerforge.environmentRules" -}}
- apiGroups: [towerforge.io]
  resources: [awsbatchcomputeenvironments]
  # patch is for the finalizer; the spec is never written.
  verbs: [get, list, watch, patch]
- apiGroups: [towerforge.io]
  resources: [awsbatchcomputeenvironments/status]
  verbs: [patch]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, create, patch]
- apiGroups: [""]
  resources: [events]
  verbs: [get, create, patch]
{{- end }}

{{- define "towerforge.subjects" -}}
- kind: ServiceAccount
  name: {{ .Values.serviceAccount.name }}
  namespace: {{ .Release.Namespace }}
{{- end }}
