import { expect, test } from 'vitest';
import { shortenOrtMessage } from '../../../src-main/inference/ort-errors';

test('places in the source and codes are left out, the gist stays', () => {
  expect(
    shortenOrtMessage(
      '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize(const onnxruntime::webgpu::WebGpuContextConfig&)::<lambda()> adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters\n\n',
    ),
  ).toBe('Failed to get a WebGPU adapter: No supported adapters');
  expect(
    shortenOrtMessage(
      'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library',
    ),
  ).toBe('OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library');
});

test('a long message becomes one line of at most 160 characters', () => {
  const text = shortenOrtMessage(`first\n${'second '.repeat(100)}`);
  expect(text).toHaveLength(160);
  expect(text).toMatch(/^first second .*\.\.\.$/);
});
